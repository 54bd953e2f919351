"""Main clauses: whether *no* and a verb forbid or state."""

from ojala.grammar import constructions
from ojala.grammar.context import Context, is_command, is_past
from ojala.grammar.preferences.rule import IND, SUB
from ojala.grammar.resolution import Resolution
from ojala.grammar.words import words
from ojala.spanish.features import Mood


def negative_command(context: Context, _: Resolution) -> Mood | None:
    """Take *no* and a verb as a statement beside a past, without a pronoun or with a state."""
    past = any(is_past(v.tense) for v in context.nearby)
    clitics = set(context.verb.clitics)
    telic = context.lemma not in STATE_OF_MIND or constructions.after(context) in _FEELINGS
    repeated = context.around.count("no") > 1 and not context.sentence.verbs[1:]
    commands = any(is_command(context.sentence, v) for v in context.nearby if v.readings)
    if past or not telic:
        return IND
    return SUB if clitics or repeated or commands or len(context.words) <= _SHORT else IND


_SHORT = 12
_FEELINGS = frozenset({("miedo",), ("prisa",), ("vergüenza",), ("pena",), ("cuidado",)})
STATE_OF_MIND = words("ser estar haber poder querer saber deber parecer creer vivir tener") | {
    "gustar",
    "encantar",
    "importar",
    "interesar",
    "doler",
    "entender",
}
