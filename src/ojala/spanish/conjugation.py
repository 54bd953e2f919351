"""Conjugation: a verb and a cell in, the forms that fill it out, the preferred one first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ojala.spanish.cells import ALL_CELLS, COMPOUND_TENSES
from ojala.spanish.clitics import REFLEXIVE, place
from ojala.spanish.defects import has_cell
from ojala.spanish.features import Cell, Person, Tense
from ojala.spanish.lexicon import Entry, look_up
from ojala.spanish.patterns import ROWS, VOSEO_ROWS, build_root, pattern_of

_Row = list[tuple[str, bool, str]]
_PARTICIPLE = Cell(Tense.PART)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to fill a cell: required of a complete paradigm, or accepted beside such forms."""

    text: str
    cell: Cell
    required: bool = True
    labels: frozenset[str] = frozenset()

    @property
    def is_of_today(self) -> bool:
        """Whether it is spelt so today: *fuí* and *dió* were until 1959, *guión* until 2010."""
        return not any(label.startswith("pre-") for label in self.labels)


@dataclass(frozen=True, slots=True)
class Paradigm:
    """All forms of a verb, simple and compound, by cell."""

    lemma: str
    inferred: bool
    rows: Mapping[str, list[tuple[str, bool, str]]]
    defect: str = ""
    pronominal: bool = False
    only_pronominal: bool = False
    use: str = ""

    def forms(self, cell: Cell) -> tuple[Form, ...]:
        """List what fills a cell, the preferred form first; nothing where the verb lacks the cell.

        vos has its own forms in four tenses; elsewhere it shares those of tú. The forms of a
        pronominal verb bear its pronoun.
        """
        bare = self._bare(cell)
        return tuple(self._with_pronoun(bare)) if self.pronominal else bare

    def _with_pronoun(self, forms: tuple[Form, ...]) -> Iterator[Form]:
        if self.lemma == "irse" and [form.text for form in forms] == ["vayamos", "vamos"]:
            forms = forms[::-1]  # vámonos is what people say; vayámonos is right and rare
        for form in forms:
            yield replace(form, text=place(form.text, (REFLEXIVE[form.cell.person],), form.cell))
            if form.text == "id":
                yield Form("iros", form.cell, required=False, labels=frozenset({"variant"}))

    def _bare(self, cell: Cell) -> tuple[Form, ...]:
        if cell.tense in COMPOUND_TENSES:
            return self._compound(cell)
        if cell.tense is Tense.INF:
            text = self.lemma.removesuffix("se") if self.pronominal else self.lemma
            return (Form(text, cell),) if cell.person is Person.NONE else ()
        plain = [self._form(cell, *row) for row in self.rows.get(cell.id, ())]
        own = [self._form(cell, *row) for row in self.rows.get(f"{cell.id}+", ())]
        seen = {form.text for form in plain}
        return (*plain, *(form for form in own if form.text not in seen))

    def _form(self, cell: Cell, text: str, required: bool, label: str) -> Form:  # noqa: FBT001 (a row)
        se = "se" if cell.tense is Tense.SUB_IMP_SE else ""
        vos = cell.person is Person.VOS and text not in self._of_tu(cell.tense)
        labels = _labels(label, se, "vos" if vos else "", "" if required else "variant")
        return Form(text, cell, required, labels)

    def _of_tu(self, tense: Tense) -> tuple[str, ...]:
        return tuple([text for text, *_ in self.rows.get(f"{tense}.2s", ())])

    def _compound(self, cell: Cell) -> tuple[Form, ...]:
        participles = self._bare(_PARTICIPLE) if self._has(cell.person) else ()
        return tuple(
            Form(
                f"{helper.text} {participle.text}",
                cell,
                helper.required and participle.required,
                helper.labels | participle.labels,
            )
            for helper in _helpers(cell)
            for participle in participles
        )

    def _has(self, person: Person) -> bool:
        """Whether a defective verb is used in a person at all."""
        return has_cell(self.defect, f"part.{person}")

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that has a form, in the order of the tables."""
        return tuple(cell for cell in ALL_CELLS if self._fills(cell))

    def _fills(self, cell: Cell) -> bool:
        if cell.tense in COMPOUND_TENSES:
            return self._has(cell.person) and _PARTICIPLE.id in self.rows
        if cell.tense is Tense.INF:
            return cell.person is Person.NONE
        return cell.id in self.rows or f"{cell.id}+" in self.rows


@cache
def _labels(*marks: str) -> frozenset[str]:
    return frozenset(filter(None, marks))


@cache
def _helpers(cell: Cell) -> tuple[Form, ...]:
    """The forms of haber that make a compound cell; hay, which stands alone, is none."""
    forms = conjugate("haber").forms(Cell(COMPOUND_TENSES[cell.tense], cell.person))
    return tuple(form for form in forms if form.text != "hay")


def conjugate(lemma: str) -> Paradigm:
    """Conjugate a verb, from the lexicon or, marked as inferred, by its ending.

    An infinitive in -se is conjugated with its pronouns. Raises `NotAVerb`, with the nearest verbs,
    for what cannot be an infinitive.

    >>> conjugate("tener").forms(Cell(Tense.SUB_PRES, Person.EL))[0].text
    'tenga'
    """
    base = lemma.removesuffix("se")
    pronominal = base != lemma and base.endswith(("ar", "er", "ir", "ír"))
    entry = look_up(base if pronominal else lemma)
    return Paradigm(
        lemma,
        entry.inferred,
        rows_of(entry),
        entry.section.defect,
        pronominal,
        entry.section.pronominal,
        entry.section.use,
    )


def rows_of(entry: Entry) -> dict[str, _Row]:
    """All simple forms of a verb by row: text, whether required, and what marks it."""
    table: dict[str, _Row] = {}
    required = entry.section.required
    for verb in entry.readings:
        pattern = pattern_of(verb)
        roots = [build_root(verb, stem) for stem in pattern.stems]
        standing = verb.pattern.id in required
        if not table:
            for row, stem, rest in pattern.lines:
                table[row] = [(roots[stem] + rest, standing, "")]
        else:
            for row, stem, rest in pattern.lines:
                _add(table, row, (roots[stem] + rest, standing, ""))
        for row, stem, rest, needed, label in pattern.more:
            _add(table, row, (roots[stem] + rest, standing and needed, label))
    if entry.section.defect:
        return {row: forms for row, forms in table.items() if has_cell(entry.section.defect, row)}
    return table


def _add(table: dict[str, _Row], row: str, form: tuple[str, bool, str]) -> None:
    forms = table.setdefault(row, [])
    if form[0] not in [text for text, *_ in forms]:
        forms.append(form)


def simple_texts(lemma: str) -> dict[Cell, tuple[str, ...]]:
    """Give the texts of all simple cells as `Paradigm.forms` does, leanly: without their marks.

    Raises `NotAVerb` as `conjugate` does.
    """
    entry = look_up(lemma)
    rows = _plain_rows(entry)
    if rows is None:
        rows = {row: tuple([text for text, *_ in forms]) for row, forms in rows_of(entry).items()}
    own = [(CELL_OF_ROW[row], rows.pop(row, ())) for row in VOSEO_ROWS]
    found = {CELL_OF_ROW[row]: texts for row, texts in rows.items()}
    for cell, texts in own:
        if texts:
            found[cell] = tuple(dict.fromkeys(found.get(cell, ()) + texts))
    found[Cell(Tense.INF)] = (lemma,)
    return found


def _cell_of(row: str) -> Cell:
    tense, person = row.removesuffix("+").split(".")
    return Cell(Tense(tense), Person(person))


CELL_OF_ROW = {row: _cell_of(row) for row in ROWS}


def required_forms(lemma: str) -> dict[str, tuple[str, ...]]:
    """Give the required simple forms by cell id, leanly; vos stands only where it has its own.

    Raises `NotAVerb` as `conjugate` does.
    """
    entry = look_up(lemma)
    plain = _plain_rows(entry)
    if plain is None:
        table = rows_of(entry)
        plain = {
            row: tuple([text for text, needed, _ in forms if needed])
            for row, forms in table.items()
        }
    for row in VOSEO_ROWS:
        own = plain.pop(row, ())
        if own:
            cell = row[:-1]
            plain[cell] += tuple([text for text in own if text not in plain[cell]])
    return plain


def _plain_rows(entry: Entry) -> dict[str, tuple[str, ...]] | None:
    """Fill the table of a verb with one class and one form a row, as nearly all are."""
    section = entry.section
    if section.defect or section.accepted or len(section.required) > 1:
        return None
    (verb,) = entry.readings
    pattern = pattern_of(verb)
    if pattern.more:
        return None
    roots = [build_root(verb, stem) for stem in pattern.stems]
    return {row: (roots[stem] + rest,) for row, stem, rest in pattern.lines}
