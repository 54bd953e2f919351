"""Governors: which trigger a clause hangs on, found from the word that opens the clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojala.grammar.forms import lexical
from ojala.grammar.heads import Element, Head, heads, stem
from ojala.grammar.tokens import Token, tones
from ojala.grammar.trigger import Trigger
from ojala.grammar.verbs import Verb
from ojala.grammar.words import (
    CLITICS,
    CONNECTIVE_PREPOSITIONS,
    COORDINATORS,
    DEFINITE,
    HARD_STOPS,
    INTERROGATIVES,
    PREPOSITIONS,
    QUOTES,
    REFLEXIVES,
    SMALL_ADVERBS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    words,
)
from ojala.spanish.features import Person, Tense

REACH = 16
"""How many words back a governor is looked for."""
_REFLEXIVE_OF = {
    Person.YO: "me",
    Person.TU: "te",
    Person.VOS: "te",
    Person.NOSOTROS: "nos",
    Person.VOSOTROS: "os",
}
_OMITTING = words("esperar rogar solicitar suplicar pedir temer lamentar")
_JUDGING = frozenset(stem(word) for word in ("conveniente", "necesario", "preciso", "preferible"))
_AUXILIARIES = frozenset({"ser", "estar", "haber", "tener", "quedar", "dejar", "ir", "seguir"})
_COPULAS = words(
    "ser estar parecer resultar quedar considerar ver creer juzgar encontrar sonar volver hacer"
)
_REPORTING = words(
    "decir afirmar asegurar anunciar explicar señalar indicar añadir agregar declarar "
    "comentar advertir avisar confirmar reconocer admitir insistir responder contestar "
    "denunciar informar recordar sugerir pedir exigir reclamar solicitar proponer ordenar"
)
"""Verbs of saying that a phrase of time or place often parts from their clause."""
_SAYING = words(
    "convencer persuadir decir afirmar asegurar anunciar explicar señalar indicar añadir "
    "agregar declarar contar comentar recordar advertir avisar confirmar reconocer admitir "
    "sostener insistir responder contestar sugerir pensar creer opinar considerar temer "
    "denunciar informar prometer escribir pedir rogar exigir ordenar mandar aconsejar "
    "recomendar proponer solicitar suplicar permitir exhortar obligar animar invitar instar "
    "importar gustar molestar convenir preocupar encantar sorprender extrañar interesar "
    "parecer reclamar demandar encargar encomendar implorar requerir urgir prohibir "
    "garantizar trasladar transmitir notificar"
)
"""Verbs whose subject or indirect object may come before their clause."""


@dataclass(frozen=True, slots=True)
class Governor:
    """The trigger of a clause, and the words in which it shows."""

    trigger: Trigger
    start: int
    end: int
    """The index of the last word of the cue, the conjunction."""
    head: int | None = None
    """The index of the governing verb, noun or adjective."""
    negated: bool = False
    tense: Tense | None = None
    last: int = -1
    """The index of the last word of the governor proper."""
    near: bool = True
    """Whether nothing but small words stands between governor and conjunction."""


class Finder:
    """The words and verbs of one sentence, in which governors are looked for."""

    def __init__(self, tokens: Sequence[Token], verbs: Sequence[Verb]) -> None:
        self.tokens = tokens
        self.words = [token.lower for token in tokens]
        self.tones = tones(tokens)
        self.verbs = {verb.index: verb for verb in verbs}
        self.group = {i: verb for verb in verbs for i in range(verb.index, verb.end + 1)}

    def literal(self, opener: int) -> Governor | None:
        """Find the longest run of words that ends at the opening word, or runs on from it."""
        table = heads()
        for length in range(min(table.longest, opener + 1), 0, -1):
            start = opener + 1 - length
            trigger = table.literal.get(" ".join(self.words[start : opener + 1]))
            if trigger:
                return Governor(trigger, start, opener, negated=self.negated_before(start))
        return None

    def governor(self, opener: int) -> Governor | None:
        """Find the verb, noun or adjective on which *que*, *porque* or *si* hangs."""
        best: Governor | None = None
        weight = 0
        for connector, cut in self._connectors(opener):
            by_key = heads().governed.get(connector, {})
            for j in self._back(cut):
                for head in self._candidates(by_key, j):
                    if head.weight > weight and (found := self._match(head, j, cut, opener)):
                        best, weight = found, head.weight
                if best or self._stops(j):
                    break
        return best

    def silent(self, start: int) -> Governor | None:
        """Find a governor of wish or judgement right before a verb, with *que* left out."""
        j = start - 1
        if j not in self.verbs and stem(self.words[j]) not in _JUDGING:
            return None
        by_key = heads().governed.get("que", {})
        for head in self._candidates(by_key, j):
            if not _OMITTING & self.lemmas(j) and head.governor[-1].kind != "noun":
                continue
            if found := self._match(head, j, start, j):
                return found
        return None

    def _connectors(self, opener: int) -> Iterator[tuple[str, int]]:
        word = self.words[opener]
        before = self.words[opener - 1] if opener else ""
        if word == "que" and before in CONNECTIVE_PREPOSITIONS:
            yield f"{before} que", opener - 1
        else:
            yield word, opener

    def _back(self, cut: int) -> Iterator[int]:
        """Walk left from the connector, jumping over what stands between two commas or brackets."""
        j = cut - 1
        steps = 0
        while j >= 0 and steps < REACH:
            word = self.words[j]
            if word in HARD_STOPS and word != ":":
                return
            if word in {",", ")"}:
                j = self._over(j)
                if j < 0:
                    return
                continue
            if word not in QUOTES:
                yield j
            j -= 1
            steps += 1

    def _over(self, j: int) -> int:
        """Jump from the end of an inserted phrase to the word before it; -1 if there is none."""
        opening = "(" if self.words[j] == ")" else ","
        for k in range(j - 1, max(-1, j - 25), -1):
            if self.words[k] == opening:
                return k - 1
            if self.words[k] in HARD_STOPS:
                return -1
        return -1

    def _stops(self, j: int) -> bool:
        if self.words[j] in INTERROGATIVES:
            return True
        return j in self.verbs or self.words[j] in SUBORDINATORS - {"como", "según"}

    def _candidates(self, by_key: object, j: int) -> Iterator[Head]:
        table: dict[str, tuple[Head, ...]] = by_key  # type: ignore[assignment]  # narrowed for speed
        for key in self._keys(j):
            yield from table.get(key, ())

    def _keys(self, j: int) -> Iterator[str]:
        word = self.words[j]
        yield f"word:{word}"
        yield f"noun:{stem(word)}"
        for lemma in self.lemmas(j):
            yield f"verb:{lemma}"

    def lemmas(self, j: int) -> frozenset[str]:
        """Give the lemmas of the verb form at a place, finite or not."""
        if j in self.group:
            return self.group[j].lemmas
        forms = lexical(self.words[j])[1]
        if any(cell.tense is Tense.PART for _, cell in forms) and not self._is_passive(j):
            return frozenset()
        return frozenset(lemma for lemma, _ in forms)

    def _is_passive(self, j: int) -> bool:
        """Tell whether a participle leans on a verb such as *ser* rather than be an adjective."""
        before = range(max(0, j - 3), j)
        return any(self._auxiliary(k) for k in before)

    def _auxiliary(self, k: int) -> bool:
        if k in self.verbs:
            return bool(self.verbs[k].lemmas & _AUXILIARIES)
        forms = lexical(self.words[k])[1]
        return any(lemma in _AUXILIARIES and cell.tense is not Tense.PART for lemma, cell in forms)

    def _match(self, head: Head, j: int, cut: int, opener: int) -> Governor | None:
        if not self._fits(head.governor[-1], j) or self._is_measured(head, j):
            return None
        start = self._earlier(head.governor[:-1], j)
        if start is None or not self._complements(head, j, cut):
            return None
        if head.needs_copula and not self._has_copula(start, opens=head.may_open):
            return None
        verb = self._verb_of(head, start, j)
        negated = self._is_negated(verb, start)
        if (head.negated and not negated) or (head.question and self.tones[j] != "?"):
            return None
        tense = self._tense(verb, start)
        return Governor(head.trigger, start, opener, verb, negated, tense, j, near=cut - j <= 2)

    def _is_measured(self, head: Head, j: int) -> bool:
        """Tell whether the word only measures (*tan cansada que, la más bella que*)."""
        before = self.words[j - 1] if j else ""
        if before == "tan":
            return True
        described = j > 1 and j - 2 not in self.group
        return before in {"más", "menos"} and head.needs_copula and described

    def _fits(self, element: Element, j: int) -> bool:
        if element.kind == "word":
            return self.words[j] in element.keys
        if element.kind == "noun":
            return stem(self.words[j]) in element.keys and j not in self.verbs
        if not self.lemmas(j) & element.keys:
            return False
        return not element.reflexive or self._is_reflexive(j)

    def _has_copula(self, j: int, *, opens: bool) -> bool:
        """Tell whether an adjective is said of its clause: after a copula or at the start."""
        for k in range(j - 1, max(-1, j - 7), -1):
            if self.lemmas(k) & _COPULAS:
                return True
            if self.words[k] in HARD_STOPS | QUOTES:
                return opens and k == j - 1
            if k in self.verbs or self.words[k] in SUBORDINATORS:
                return False
        return opens and j == 0

    def _is_reflexive(self, j: int) -> bool:
        if j not in self.group:
            return bool(REFLEXIVES & set(lexical(self.words[j])[2]))
        verb = self.group[j]
        own = {_REFLEXIVE_OF.get(cell.person, "se") for _, cell in verb.readings}
        return bool(own & set(verb.clitics))

    def _earlier(self, elements: tuple[Element, ...], j: int) -> int | None:
        """Find the other elements of a governor to the left of its last one."""
        start = j
        for element in reversed(elements):
            for k in range(start - 1, max(-1, start - 7), -1):
                if self._fits(element, k):
                    start = k
                    break
                if self.words[k] in HARD_STOPS or (k in self.verbs and element.kind != "noun"):
                    return None
            else:
                return None
        return start

    def _complements(self, head: Head, j: int, cut: int) -> bool:
        """Tell whether the clause completes the governor rather than describe a noun between."""
        gap = [k for k in self._back(cut) if k > j]
        if not gap or head.connector not in {"que", "porque"}:
            return True
        if self.words[cut - 1] in COORDINATORS:
            return head.trigger.category in {"volition", "emotion", "evaluation", "doubt"}
        if all(self._is_small(k) for k in gap):
            return True
        first = self.words[gap[-1]]
        if head.governor[-1].kind != "verb":
            return first in {"de", "para", "a", "en", "entre", "por"} or first in SMALL_ADVERBS
        if not self.lemmas(j) & _SAYING:
            return False
        if {"a", "al"} & {self.words[k] for k in gap}:
            return True
        if first in PREPOSITIONS:
            return bool(self.lemmas(j) & _REPORTING)
        return self._is_subject(gap)

    def _is_small(self, k: int) -> bool:
        word = self.words[k]
        if word in SMALL_ADVERBS | CLITICS | QUOTES | SUBJECT_PRONOUNS or word.endswith("mente"):
            return True
        return k in self.group or any(cell.tense is Tense.PART for _, cell in lexical(word)[1])

    def _is_subject(self, gap: list[int]) -> bool:
        """Tell whether the words after a verb of saying are its subject, as in *dijo Ana que*."""
        first = self.tokens[gap[-1]]
        return first.is_capital or first.lower in DEFINITE | SUBJECT_PRONOUNS | {"uno", "alguien"}

    def _verb_of(self, head: Head, start: int, j: int) -> int | None:
        """Find the verb of the governor: the one in the head, else the copula before it."""
        for k in range(start, j + 1):
            if k in self.group or self.lemmas(k):
                return k
        del head
        for k in range(start - 1, max(-1, start - 6), -1):
            if k in self.verbs:
                return k
            if self.words[k] in HARD_STOPS or self.words[k] in SUBORDINATORS:
                return None
        return None

    def _is_negated(self, verb: int | None, start: int) -> bool:
        if verb is not None and verb in self.group:
            return self.group[verb].negated
        place = start if verb is None else verb
        if place and self.words[place - 1] in {"no", "sin", "ni", "nunca"}:
            return True
        finite = self._finite_before(place)
        return finite is not None and self.verbs[finite].negated

    def _finite_before(self, place: int) -> int | None:
        """Find the finite verb on which an infinitive or participle leans."""
        for k in range(place - 1, max(-1, place - 5), -1):
            if k in self.verbs:
                return k
            if self.words[k] in HARD_STOPS or self.words[k] in SUBORDINATORS - {"que"}:
                return None
        return None

    def _tense(self, verb: int | None, start: int) -> Tense | None:
        if verb is not None and verb in self.group:
            found = self.group[verb]
            both = {Tense.IND_PRES, Tense.IND_PRET} <= found.tenses  # *hablamos* is either
            return None if both else found.tense
        finite = self._finite_before(start if verb is None else verb)
        return None if finite is None else self.verbs[finite].tense

    def negated_before(self, start: int) -> bool:
        """Tell whether a verb before a run of words is negated (*no lo hago porque*)."""
        for k in range(start - 1, max(-1, start - 10), -1):
            if k in self.verbs:
                return self.verbs[k].negated
            if self.words[k] in HARD_STOPS:
                return False
        return start > 0 and self.words[start - 1] == "no"
