"""A frame and a predicate become a sentence with its answers."""

import pytest

from ojala.content.maker import (
    NOBODY,
    PRONOUNS,
    Stock,
    frame_of,
    named_subject,
    predicate_of,
)
from ojala.exercises.draft import Draft
from ojala.exercises.frame import Frame
from ojala.exercises.making import draft_from, made_draft, speaks_of, subjects_for
from ojala.exercises.predicate import Predicate, Subject
from ojala.exercises.realization import Choice
from tests.exercises.small import COME, RAIN, SISTER, TRIGGERS, WANT, dice, frame

TU = PRONOUNS[1]


def said(frame: Frame, subject: Subject, predicate: Predicate | None = None) -> Draft:
    """Return the draft of a frame said of one subject."""
    made = draft_from(
        Choice(frame, predicate or frame.predicates[0], subject), TRIGGERS[frame.trigger]
    )
    assert made
    return made


def texts(draft: Draft) -> list[str]:
    return [answer.text for answer in draft.answers]


def test_a_sentence_is_said_of_a_subject_with_its_english() -> None:
    made = said(frame(), SISTER)
    assert made.sentence.text == "Quiero que mi hermana [venga] a cenar."
    assert made.sentence.gloss == "I want my sister to come to dinner."
    assert made.sentence.cue == "Quiero que"
    assert texts(made) == ["venga"]


def test_an_imperfect_is_right_in_se_too() -> None:
    made = said(frame(es="<Quería que> {clause}.", tense="sub_imp"), TU)
    assert texts(made) == ["vinieras", "vinieses"]


def test_a_negated_clause_says_no_before_its_pronouns() -> None:
    away = predicate_of({"es": "irse de viaje", "en": "go on a trip"})
    made = said(frame(es="<Quiero que> {no clause}.", en="I want {obj} {no base}."), TU, away)
    assert made.sentence.text == "Quiero que no te [vayas] de viaje."


def test_a_subject_may_follow_its_verb() -> None:
    film = predicate_of({"es": "empezar", "en": "start", "order": "vs"})
    assert said(frame(), SISTER, film).sentence.text == "Quiero que [empiece] mi hermana."


def test_a_frame_may_put_the_subject_after_every_verb() -> None:
    asked = frame(es="No <sé cuándo> {clause}.", en="I don't know when {s} {pres}.", order="vs")
    assert said(asked, SISTER).sentence.text == "No sé cuándo [venga] a cenar mi hermana."


def test_an_infinitive_takes_the_pronoun_of_who_wants_and_nothing_else_is_right() -> None:
    away = predicate_of({"es": "irse", "en": "leave"})
    wish = frame(es="<Quiero> {no inf}.", en="I want {no base}.", tense="inf", reading="wish")
    made = said(wish, PRONOUNS[0], away)
    assert made.sentence.text == "Quiero no [irme]."
    assert texts(made) == ["irme"]
    assert made.sentence.subject == ""


def test_what_a_sentence_allows_as_well_says_what_it_would_mean() -> None:
    dual = frame(also=["ind_pres:other-reading"], also_means="It is so.")
    made = said(dual, TU)
    assert texts(made) == ["vengas", "vienes"]
    assert made.answers[1].note == "other-reading"
    assert made.answers[1].meaning == "It is so."


def test_where_something_is_it_is_hay_and_not_ha() -> None:
    room = predicate_of({"es": "haber sitio", "en": "there be room", "who": "none"})
    sure = frame(
        trigger="saber-que", es="<Sé que> {clause}.", tense="ind_pres", also=["sub_pres:marked"]
    )
    open_ = frame(es="<Quiero que> {clause}.", also=["ind_pres:marked"])
    assert texts(said(sure, NOBODY, room)) == ["hay", "haya"]
    assert texts(said(open_, NOBODY, room)) == ["haya", "hay"]


def test_a_verb_that_lacks_the_form_makes_no_sentence() -> None:
    usual = predicate_of({"es": "soler venir", "en": "usually come"})
    made = draft_from(
        Choice(frame(tense="ind_fut", reading="x"), usual, TU), TRIGGERS["querer-que"]
    )
    assert made is None


def test_a_sentence_is_of_the_region_of_its_person_or_its_words() -> None:
    assert said(frame(), PRONOUNS[5]).sentence.region == "es"
    assert said(frame(), PRONOUNS[2]).sentence.region == "am"
    assert said(frame(region="am"), TU).sentence.region == "am"


def test_vos_takes_the_place_of_tu_where_it_is_practised() -> None:
    only = frame(who=["tú"])
    made = made_draft(only, only.predicates[0], TRIGGERS, dice(1), vos=True)
    assert made
    assert made.sentence.subject == "vos"
    assert set(texts(made)) == {"vengas", "vengás"}


def test_a_frame_whose_words_name_somebody_does_not_say_it_of_her_again() -> None:
    named = frame(es="Mi madre y yo <queremos que> {clause}.", who=["él"])
    assert made_draft(named, named.predicates[0], TRIGGERS, dice(1)) is not None
    again = frame(es="A mi hermana le digo que <quiero que> {clause}.", who=["él"])
    assert made_draft(again, again.predicates[0], TRIGGERS, dice(1)) is None


def test_a_group_is_not_named_beside_one_of_it() -> None:
    parents = named_subject("mis padres|my parents|mp", thing=False)
    stock = Stock((predicate_of(COME),), (parents,), TRIGGERS)
    mothers = {"fill": {"n": ["mi madre|my mother"]}, "who": ["ellos"]}
    mother = frame_of(WANT | mothers | {"es": "<{n} quiere que> {clause}."}, stock)
    assert made_draft(mother, mother.predicates[0], TRIGGERS, dice(1)) is None


def test_somebody_is_known_again_at_the_beginning_of_a_sentence() -> None:
    both = frame(es="Mi hermana <quiere que> {clause}.", en="My sister wants {obj} to {base}.")
    made = made_draft(both, both.predicates[0], TRIGGERS, dice(3))
    assert made
    assert made.choice
    assert made.choice.subject != SISTER


def test_american_words_do_not_go_with_vosotros() -> None:
    american = frame(region="am", who=["vosotros"])
    assert made_draft(american, american.predicates[0], TRIGGERS, dice(1)) is None


def test_a_relative_clause_agrees_with_what_is_sought() -> None:
    sought = frame(
        trigger="relativa-indefinida", reading="unspecific", takes=[], own=["ser cómod@|be nice"],
        es="<Busco {n} que> {vp}.", en="I'm looking for {n} that {pres}.", agree="n",
        fill={"n": ["una casa|a house|f"]},
    )  # fmt: skip
    made = made_draft(sought, sought.predicates[0], TRIGGERS, dice(1))
    assert made
    assert made.sentence.text == "Busco una casa que [sea] cómoda."
    assert made.sentence.gloss == "I'm looking for a house that is nice."


@pytest.mark.parametrize(
    ("changes", "persons", "vos", "known"),
    [
        ({"who": ["tú"]}, "1s-2s-3s-3p", False, True),
        ({"who": ["tú"]}, "1p-2p", False, False),
        ({"who": ["tú"]}, "2v", True, True),
        ({"agree": "n", "fill": {"n": ["una casa|a house|f"]}}, "1s-2s-3s-3p", False, True),
        ({"agree": "n", "fill": {"n": ["una casa|a house|f"]}}, "1p-2p", False, False),
    ],
)
def test_only_the_persons_that_are_asked_for_are_spoken_of(
    changes: dict[str, object], persons: str, *, vos: bool, known: bool
) -> None:
    only = frame(**changes)
    come = only.predicates[0]

    made = made_draft(only, come, TRIGGERS, dice(1), vos=vos, persons=persons)

    assert speaks_of(only, come, persons, vos=vos) is known
    assert (made is not None) is known


@pytest.mark.parametrize("seed", range(8))
def test_who_wants_has_a_gender_that_the_complement_follows(seed: int) -> None:
    calm = {"es": "estar tranquil@", "en": "be calm", "fits": ["treat"]}
    wish = frame(calm, es="<Quiero> {inf}.", en="I want to {base}.", tense="inf", reading="wish")
    made = made_draft(wish, wish.predicates[0], TRIGGERS, dice(seed))
    assert made
    assert made.sentence.plain in {"Quiero estar tranquilo.", "Quiero estar tranquila."}


def test_rain_is_said_of_nobody_and_a_dinner_of_people() -> None:
    both = frame(COME, RAIN)
    come, rain = both.predicates
    assert subjects_for(both, rain) == (NOBODY,)
    assert NOBODY not in subjects_for(both, come)
    assert SISTER in subjects_for(both, come)


def test_an_infinitive_is_not_made_of_what_has_its_own_subject() -> None:
    wish = frame(RAIN, es="<Quiero> {inf}.", en="I want to {base}.", tense="inf", reading="wish")
    assert made_draft(wish, wish.predicates[0], TRIGGERS, dice(1)) is None
