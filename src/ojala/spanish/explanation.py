"""Explanations: what each step of a derivation says, in English and in Spanish."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ojala.spanish.cells import COMPOUND_TENSES
from ojala.spanish.classes import ConjugationClass, conjugation_classes, read_tables
from ojala.spanish.endings import ENDINGS
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.orthography import accent_rule, marked_index, strip_accents, write
from ojala.spanish.steps import SEAM, Step

Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a step says: the key of its message, the text, and where the rule is from."""

    key: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What is being explained, to whom, and which cell the ending at hand belongs to."""

    lemma: str
    cell: Cell
    pattern: ConjugationClass
    language: str

    @property
    def conjugation(self) -> str:
        return self.lemma[-2:].replace("í", "i")


@cache
def messages() -> Mapping[str, Message]:
    """All messages by key, read once, at the first explanation."""
    return MappingProxyType(read_tables("explanations.toml"))


def tense_name(tense: Tense, language: str) -> str:
    """Name a tense: *presente de subjuntivo*."""
    return _named("tense", tense.value, language)


def person_name(person: Person, language: str) -> str:
    """Name a person by its pronouns; nothing where the form has none."""
    return _named("person", person.value, language) if person is not Person.NONE else ""


def _named(table: str, key: str, language: str) -> str:
    names: Mapping[str, Mapping[str, str]] = messages()[table]  # type: ignore[assignment]  # nested
    return names[key][language]


def show(value: str, *, final: bool = False) -> str:
    """Show a form under construction: its stressed vowel in brackets, an open end with a hyphen."""
    if final:
        return value
    index = marked_index(value)
    plain = strip_accents(value)
    if index is not None:
        plain = f"{plain[:index]}[{plain[index]}]{plain[index + 1 :]}"
    return plain.replace(SEAM, " + ").removeprefix(" + ") if SEAM in plain else f"{plain}-"


def show_ending(ending: str) -> str:
    """Write an ending as it stands in a longer word: -é, -áis, -ábamos, but -amos."""
    return write(f"tat{ending}").removeprefix("tat") if ending != strip_accents(ending) else ending


def sentences(
    lemma: str, cell: Cell, pattern: str, steps: Sequence[Step], language: str
) -> Iterator[Sentence]:
    """Say what the class of the verb is, then what each step does and why."""
    context = _Context(lemma, _first_cell(cell, steps), conjugation_classes()[pattern], language)
    key = "class" if strip_accents(pattern).endswith("r") else "class.variant"
    key = "class.self" if pattern == lemma else key
    yield _sentence(key, context, {"traits": "; ".join(_traits(context))})
    for number, step in enumerate(steps):
        key = _key(context, steps, number)
        if key:
            yield _sentence(key, context, _arguments(context, step))
        if step.rule == "past-base":
            context = _Context(lemma, cell, context.pattern, language)


def _first_cell(cell: Cell, steps: Sequence[Step]) -> Cell:
    """Find the cell that the first ending belongs to: another one, where a form is borrowed."""
    if steps[0].rule != "source":
        return cell
    tense, person = steps[0].argument.split(".")
    borrowed = Tense(tense) is Tense.SUB_PRES  # the subjunctive lends its form to the same person
    return Cell(Tense(tense), cell.person if borrowed else Person(person))


def _sentence(key: str, context: _Context, arguments: Mapping[str, str]) -> Sentence:
    message = messages()[key]
    model = context.pattern.id
    text = message[context.language].format(
        lemma=context.lemma, model=model, conjugation=context.conjugation, **arguments
    )
    return Sentence(key, text, message["source"])


_TRAITS = ("weak", "yo", "imperfect", "preterite", "future", "participle", "imperative")


def _traits(context: _Context) -> Iterator[str]:
    """Say what the class does beyond the rules for all verbs."""
    pattern = context.pattern
    outright = pattern.stressed.startswith("=")
    named = [pattern.stressed] if pattern.stressed and not outright else []
    named += ["stem"] if pattern.stem else []
    named += ["stressed"] if outright and pattern.stressed != f"={pattern.stem}" else []
    named += [name for name in _TRAITS if getattr(pattern, name)]
    if pattern.ending_stressed:  # es-tás, but ve-o
        named.append("ending_stressed_but" if pattern.yo else "ending_stressed")
    named += ["cells"] if pattern.cells else []
    if pattern.stressed == pattern.yo == "y":
        named.remove("yo")  # the y of huyo is that of huyes
    if pattern.future.partition("|")[0] == pattern.tail:
        named = [name for name in named if name != "future"]  # predeciré has the whole infinitive
    if "ind_pres.1s" in pattern.cells:  # soy, voy, he, sé: the stem of sea is not that of yo
        named = ["subjunctive" if name == "yo" else name for name in named]
    for name in named or ("regular",):
        yield _named_trait(name, context)


def _named_trait(name: str, context: _Context) -> str:
    pattern = context.pattern
    both = name in {"participle", "imperative"} and "=" in getattr(pattern, name)
    message = _named("trait", f"{name}_too" if both else name, context.language)
    vowel = {"adquirir": "i", "jugar": "u"}.get(pattern.id)
    stems = {
        "stem": pattern.stem,
        "stressed": pattern.stressed.removeprefix("="),
        "subjunctive": pattern.yo.removeprefix("="),
        "imperfect": pattern.imperfect,
        "preterite": pattern.preterite,
        "future": pattern.future.partition("|")[0],
    }
    head = context.lemma[: len(context.lemma) - len(pattern.tail)] if pattern.tail else ""
    return message.format(
        vowel=vowel or ("o" if pattern.stressed == "ue" else "e"),
        stem=head + stems.get(name, ""),
        conjugation=context.conjugation,
    )


def _key(context: _Context, steps: Sequence[Step], number: int) -> str:
    """Choose the message of a step; none for a step that has nothing to say."""
    step = steps[number]
    chooser = _CHOOSERS.get(step.rule)
    return chooser(context, steps, number) if chooser else step.rule


def _source_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    return f"source.{steps[number].argument.split('.')[0]}"


def _infinitive_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    if len(steps) == 1 or steps[number + 1].rule == "drop-ending":
        return "infinitive"
    if steps[number + 1].rule == "future-stem":
        return "infinitive.short"
    return "infinitive.whole" if steps[number].after == context.lemma else "infinitive.accent"


def _future_key(__: _Context, steps: Sequence[Step], number: int) -> str:
    tail, _, stem = steps[number].argument.partition(">")
    if stem in {f"{tail[:-2]}dr", f"{tail[:-2]}r"}:
        return "future-stem.d" if stem.endswith(f"{tail[-3]}dr") else "future-stem.vowel"
    return "future-stem.short" if len(stem) < len(tail) else "future-stem.vowel-change"


def _drop_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    return "drop-ending" if steps[number].after else "drop-ending.empty"


def _prefix_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    if not steps[number].argument:
        return ""
    # what follows the de- of detener is a verb; what follows the v- of volver is not
    return "prefix" if context.pattern.tail in conjugation_classes() else "prefix.head"


def _whole_key(context: _Context, _: Sequence[Step], __: int) -> str:
    cell, model = context.cell, context.pattern.id
    if model in {"dar", "ser", "ir"} and cell.tense is Tense.IND_PRET:
        return "whole-form.dar" if model == "dar" else "whole-form.ser-ir"
    if (model, cell.tense, cell.person) == ("ir", Tense.IMP_AFF, Person.VOS):
        return "whole-form.andar"
    return "whole-form"


def _stem_key(context: _Context, _: Sequence[Step], __: int) -> str:
    if not context.pattern.yo.startswith("="):
        return "stem"
    return "stem.yo-present" if context.cell.tense is Tense.IND_PRES else "stem.yo"


def _stress_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    step = steps[number]
    if step.argument == "closed":
        return "stress-stem.closed"
    if context.cell.tense is Tense.IND_PRET:
        return "stress-stem.strong"
    ends_in_glide = step.argument == "glide" and step.after[-1] in "iu"
    return "stress-stem.glide" if ends_in_glide else "stress-stem"


def _diphthong_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    after = steps[number].after
    if after.startswith(("yé", "hué")):
        return "diphthong.initial"
    return "diphthong.gü" if "güé" in after else "diphthong"


def _closing_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    if marked_index(steps[number].before) is not None:
        return "close-vowel.stressed"
    present = context.cell.tense is Tense.SUB_PRES
    return "close-vowel.subjunctive" if present else "close-vowel.glide"


def _argument_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    return f"{steps[number].rule}.{steps[number].argument}"


def _consonant_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    step = steps[number]
    if step.argument == "y" and context.pattern.stressed != "y":
        return "add-consonant.yo-y"  # roya, but roe
    loses_dots = "ü" in step.before and "ü" not in step.after
    return "add-consonant.y-ü" if loses_dots else f"add-consonant.{step.argument}"


def _ending_key(context: _Context, steps: Sequence[Step], number: int) -> str:
    tense, person = context.cell.tense, context.cell.person
    if person is Person.NONE:
        return "ending.none"
    if tense is Tense.IND_PRET and any(step.rule == "preterite-stem" for step in steps):
        return "ending.strong"
    own = steps[number].argument != ENDINGS[context.conjugation].get(f"{tense.value}.2s")
    if person is Person.VOS and own:
        if tense is Tense.IMP_AFF:
            return "ending.vos-command"
        return "ending.vos-i" if steps[number].argument == "ís" else "ending.vos"
    shared = person is Person.VOS and tense in {Tense.SUB_PRES, Tense.IMP_NEG}
    return "ending.vos-tú" if shared else "ending"


def _glide_y_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    step = steps[number]
    if step.before.startswith(SEAM):
        return "glide-y.initial"
    return "glide-y.ü" if "ü" in step.before and "ü" not in step.after else "glide-y"


def _absorbed_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    final = steps[number].before.split(SEAM)[0][-1]
    return f"glide-absorbed.{ {'j': 'j', 'i': 'i'}.get(final, 'palatal') }"


_APART = tuple(f"{vowel}h{closed}" for vowel in "aeo" for closed in "íú")


def _accent_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    step = steps[number]
    rule = accent_rule(step.before.replace(SEAM, ""))
    bare = rule.id == "monosyllable" and step.after != strip_accents(step.after)
    if rule.id == "hiatus" and any(group in step.after for group in _APART):
        return "accent.hiatus-h"
    return "accent.diacritic" if bare else f"accent.{rule.id}"


_CHOOSERS = MappingProxyType(
    {
        "source": _source_key,
        "infinitive": _infinitive_key,
        "drop-ending": _drop_key,
        "prefix": _prefix_key,
        "whole-form": _whole_key,
        "future-stem": _future_key,
        "stem": _stem_key,
        "stress-stem": _stress_key,
        "diphthong": _diphthong_key,
        "close-vowel": _closing_key,
        "add-consonant": _consonant_key,
        "velar": _argument_key,
        "spell": _argument_key,
        "ending": _ending_key,
        "glide-y": _glide_y_key,
        "glide-absorbed": _absorbed_key,
        "accent": _accent_key,
    }
)


def _arguments(context: _Context, step: Step) -> dict[str, str]:
    old, _, new = step.argument.partition(">")
    if step.rule == "diphthong":
        index = marked_index(step.before) or 0
        old, new = strip_accents(step.before[index]), _new_diphthong(step, index)
    final = step.rule in {"accent", "compound", "infinitive"}
    after = show(step.after, final=final)
    auxiliary = context.cell.tense
    return {
        "argument": step.argument,
        "before": show(step.before).removesuffix("-").replace(" + ", ""),
        "after": after.removesuffix("-") if step.rule == "whole-form" else after,
        "old": old,
        "new": new,
        "ending": show_ending(step.argument) if step.rule == "ending" else "",
        "tail": context.pattern.tail,
        "final": step.after[-1:],
        "tense": tense_name(auxiliary, context.language),
        "person": person_name(context.cell.person, context.language),
    }


def _new_diphthong(step: Step, index: int) -> str:
    grown = len(step.after) - len(step.before) + 1
    return strip_accents(step.after[index : index + grown])


def compound_sentence(cell: Cell, text: str, language: str) -> Sentence:
    """Say how a compound tense is put together."""
    message = messages()["compound"]
    auxiliary = tense_name(COMPOUND_TENSES[cell.tense], language)
    said = message[language].format(tense=auxiliary, after=text)
    return Sentence("compound", said, message["source"])


def heading(lemma: str, cell: Cell, text: str, language: str) -> str:
    """Name the form explained: *tuviéramos · tener, nosotros, past subjunctive in -ra*."""
    parts = [lemma, person_name(cell.person, language), tense_name(cell.tense, language)]
    if cell.tense.mood is Mood.INDICATIVE and language == "es":
        parts[-1] += " de indicativo"
    return f"{text} · {', '.join(part for part in parts if part)}"
