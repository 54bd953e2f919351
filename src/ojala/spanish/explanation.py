"""Explanations: what each step of a derivation says, in English and in Spanish."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ojala.spanish.cells import COMPOUND_TENSES
from ojala.spanish.classes import ConjugationClass, conjugation_classes, read_tables
from ojala.spanish.endings import ENDINGS
from ojala.spanish.features import Cell, Mood, Person, Tense
from ojala.spanish.orthography import accent_rule, marked_index, strip_accents
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
    return plain.replace(SEAM, " + ") if SEAM in plain else f"{plain}-"


def sentences(
    lemma: str, cell: Cell, pattern: str, steps: Sequence[Step], language: str
) -> Iterator[Sentence]:
    """Say what the class of the verb is, then what each step does and why."""
    context = _Context(lemma, _first_cell(cell, steps), conjugation_classes()[pattern], language)
    key = "class.self" if pattern == lemma else "class"
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


_TRAITS = (*("weak", "yo", "preterite", "participle", "imperative", "ending_stressed", "cells"),)


def _traits(context: _Context) -> Iterator[str]:
    """Say what the class does beyond the rules for all verbs."""
    pattern = context.pattern
    found = [
        ("stressed", pattern.stressed if not pattern.stressed.startswith("=") else "cells"),
        *(
            (name, name)
            for name in ("weak", "yo", "preterite", "participle", "imperative", "cells")
        ),
    ]
    named = [name for field, name in found if getattr(pattern, field)]
    if pattern.stressed == pattern.yo == "y":
        named.remove("yo")  # the y of huyo is that of huyes
    if pattern.future:
        named.insert(-1, "future")
    for name in dict.fromkeys(named) or ("regular",):
        yield _named_trait(name, context)


def _named_trait(name: str, context: _Context) -> str:
    message = _named("trait", name, context.language)
    vowel = {"adquirir": "i", "jugar": "u"}.get(context.pattern.id)
    stems = {"preterite": context.pattern.preterite, "future": context.pattern.future}
    return message.format(
        vowel=vowel or ("o" if context.pattern.stressed == "ue" else "e"),
        stem=stems.get(name, "").partition("|")[0],
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
    return "infinitive.whole" if steps[number].after == context.lemma else "infinitive.accent"


def _prefix_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    return "prefix" if steps[number].argument else ""


def _stem_key(context: _Context, _: Sequence[Step], __: int) -> str:
    return "stem.yo" if context.pattern.yo.startswith("=") else "stem"


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
    return "glide-y.initial" if steps[number].before.startswith(SEAM) else "glide-y"


def _absorbed_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    final = steps[number].before.split(SEAM)[0][-1]
    return f"glide-absorbed.{ {'j': 'j', 'i': 'i'}.get(final, 'palatal') }"


def _accent_key(_: _Context, steps: Sequence[Step], number: int) -> str:
    step = steps[number]
    rule = accent_rule(step.before.replace(SEAM, ""))
    bare = rule.id == "monosyllable" and step.after != strip_accents(step.after)
    return "accent.diacritic" if bare else f"accent.{rule.id}"


_CHOOSERS = MappingProxyType(
    {
        "source": _source_key,
        "infinitive": _infinitive_key,
        "prefix": _prefix_key,
        "stem": _stem_key,
        "stress-stem": _stress_key,
        "diphthong": _diphthong_key,
        "close-vowel": _closing_key,
        "add-consonant": _argument_key,
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
        "ending": strip_accents(step.argument) if step.rule == "ending" else "",
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
