"""Wrong forms that learners really write."""

from collections import Counter
from collections.abc import Mapping
from random import Random

from ojala.content.maker import NOBODY, named_subject
from ojala.content.sources import Record
from ojala.exercises.distractors import wrong_moods
from ojala.exercises.mistakes import mistake_in, mistakes
from ojala.exercises.predicate import Subject
from tests.exercises.kinds.drafts import NOSOTROS, TU, YO, drafted
from tests.exercises.small import COME, SISTER, TRIGGERS, frame

PARENTS = named_subject("mis padres|my parents|mp", thing=False)


def found(subject: Subject, changes: Mapping[str, str], predicate: Record = COME) -> set[str]:
    made = frame(predicate, **changes)
    return {one.text for one in mistakes(drafted(made, subject), TRIGGERS[made.trigger])}


def test_the_commonest_is_the_other_mood() -> None:
    made = frame(level="A2")
    draft, trigger = drafted(made, TU), TRIGGERS["querer-que"]
    rng = Random(1)  # noqa: S311 - samples
    made_so = (mistake_in(draft, trigger, rng) for _ in range(300))
    drawn = Counter(one.text for one in made_so if one is not None)
    assert drawn.most_common(1)[0][0] == "vienes"
    assert {"vienes", "venir", "venas"} <= set(drawn) <= found(TU, {"level": "A2"})


def test_who_is_beyond_the_beginning_leaves_no_verb_in_the_infinitive() -> None:
    assert found(TU, {"level": "A2"}) - found(TU, {"level": "B1"}) == {"venir"}


def test_where_nothing_is_wrong_there_is_no_mistake() -> None:
    purpose = {"trigger": "preposicion-infinitivo", "es": "Llamo <para> {inf}.", "tense": "inf"}
    made = frame({**COME, "es": "verte", "en": "see you"}, **purpose)
    rng = Random(1)  # noqa: S311 - samples
    assert mistake_in(drafted(made, YO), TRIGGERS[made.trigger], rng) is None


def test_what_there_is_is_never_told_by_the_auxiliary() -> None:
    there = {"es": "haber una fiesta", "en": "there be a party", "fits": ["treat"], "who": "none"}
    party = frame({**there, "field": "social"})
    wrong = wrong_moods(drafted(party, NOBODY), TRIGGERS["querer-que"])
    assert wrong[0] == "hay"
    assert "ha" not in wrong


def test_several_people_get_the_verb_of_one() -> None:
    assert "venga" in found(PARENTS, {})
    assert "vengan" not in found(SISTER, {})


def test_after_a_conjunction_of_unreality_the_present_is_wrong() -> None:
    assert "vengas" in found(
        TU, {"trigger": "como-si", "es": "Hablas <como si> {clause}.", "tense": "sub_imp"}
    )


def test_after_si_the_conditional_is_wrong() -> None:
    si = {"trigger": "si-imperfecto", "es": "<Si> {clause}, cenaríamos.", "tense": "sub_imp"}
    assert "vendrías" in found(TU, si)


def test_a_habit_is_no_error_unless_the_future_shows_that_it_is_none() -> None:
    when = {"trigger": "cuando", "reading": "future"}
    assert "vienes" not in found(TU, when | {"es": "<Cuando> {clause}, te llamo."})
    assert "vienes" in found(TU, when | {"es": "<Cuando> {clause}, nos iremos."})


def test_a_statement_is_no_error_of_a_command() -> None:
    command = found(TU, {"trigger": "no-imperativo", "es": "<No> {vp}."})
    assert "vienes" not in command


def test_a_finite_form_behind_a_preposition_is_an_error() -> None:
    purpose = {"trigger": "preposicion-infinitivo", "es": "Llamo <para> {inf}.", "tense": "inf"}
    assert found(YO, purpose) == {"venga"}
    assert found(YO, purpose, {**COME, "es": "verte", "en": "see you"}) == set()


def test_with_one_subject_the_indicative_is_an_error() -> None:
    same = {"trigger": "mismo-sujeto", "es": "<Quiero> {inf}.", "tense": "inf"}
    assert found(YO, same) == {"vengo"}


def test_where_many_write_an_infinitive_it_is_no_error() -> None:
    when = {"level": "A2", "trigger": "apenas", "es": "<Apenas> {clause}, nos iremos."}
    assert "venir" not in found(TU, when)
    assert "venir" in found(TU, when | {"trigger": "cuando", "es": "<Cuando> {clause}, salimos."})


def test_endings_of_another_conjugation_on_an_odd_stem_are_no_likely_error() -> None:
    ski = {**COME, "es": "esquiar en la sierra", "en": "ski in the mountains"}
    every = {"trigger": "cada-vez-que", "es": "<Cada vez que> {clause}, llueve."}
    assert "esquiimos" not in found(NOSOTROS, every | {"tense": "ind_pres"}, ski)


def test_forms_of_ir_are_left_alone() -> None:
    assert found(TU, {}, {**COME, "es": "ir al cine", "en": "go to the cinema"}) == {"vas"}


def test_what_asks_shows_no_finite_verb_for_the_infinitive() -> None:
    asks = {"trigger": "mismo-sujeto", "es": "No <sé cómo> {inf}.", "tense": "inf"}
    assert found(YO, asks) == set()


def test_a_form_that_is_a_noun_as_well_is_no_error_for_the_infinitive() -> None:
    same = {"trigger": "mismo-sujeto", "es": "<Quiero> {inf}.", "tense": "inf"}
    assert found(YO, same, {**COME, "es": "trabajar", "en": "work"}) == set()


def test_a_literary_past_in_a_relative_clause_is_no_error() -> None:
    known = {"trigger": "relativa-definida", "es": "Este es el día <en que> {clause}."}
    assert "viniera" not in found(SISTER, known | {"tense": "ind_pret"})
    assert "venga" in found(SISTER, known | {"tense": "ind_pres"})


def test_words_that_say_something_else_with_the_other_mood_show_no_wrong_mood() -> None:
    if_so = {"trigger": "como-condicional", "es": "<Como> {clause}, me enfado."}
    assert found(TU, if_so) == {"venas", "vinas"}
