from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ojala.content.course import course
from ojala.exercises.written import Fault, Written, checked


def fault(text: str, lemma: str = "", *also: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(Fault) as caught:
        checked(Written(text, lemma=lemma, also=also))
    return caught.value.key, caught.value.words


def test_a_right_sentence_makes_an_exercise_like_any_other() -> None:
    made = checked(Written("Quiero que Ana [tuviera] suerte.".replace("Quiero", "Quería")))

    assert made.sentence == "Quería que Ana ____ suerte."
    assert [answer.text for answer in made.answers] == ["tuviera", "tuviese"]
    assert (made.kind, made.lemma, made.trigger, made.level) == (
        "cloze",
        "tener",
        "querer-que",
        "B1",
    )
    assert made.cue == "Quería que"
    assert made.items[0].id == "mood:querer-que/influence"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Quiero que vengas.", "no-form"),
        ("Quiero que [vengas] y [cantes].", "no-form"),
        ("Quiero que ____ y [cantes].", "no-form"),
        ("Quiero que [cantes] " + "mucho " * 60, "long"),
        ("Quiero que [zapato].", "not-a-verb"),
        ("Quiero [cantar].", "not-finite"),
        ("Quiero que Ana [se levante] ya.", "pronoun"),
        ("Ayer [llovió] mucho.", "no-rule"),
        ("Quiero que[cantes].", "no-rule"),
        ("Si [cante] bien, gana.", "no-rule"),
    ],
)
def test_what_makes_no_exercise_is_refused_with_the_reason(text: str, key: str) -> None:
    assert fault(text)[0] == key


def test_a_form_that_decides_by_itself_has_no_words_before_it() -> None:
    assert checked(Written("[Canten] todos.")).cue == ""


def test_a_wrong_mood_is_refused_with_the_form_that_fits() -> None:
    assert fault("Quiero que Ana [tiene] suerte.") == (
        "mood",
        {"rule": "querer que", "mood": "Sub", "form": "tenga"},
    )


def test_a_wrong_tense_is_refused() -> None:
    key, words = fault("Quiero que Ana [tuviera] suerte.")

    assert (key, words["form"]) == ("tense", "tenga")


def test_a_form_of_two_verbs_asks_which_and_takes_the_answer() -> None:
    assert fault("Quiero que [vengas].") == (
        "which-verb",
        {"form": "vengas", "verbs": "vengar, venir"},
    )
    assert checked(Written("Quiero que [vengas].", lemma="venir")).lemma == "venir"
    assert fault("Quiero que [vengas].", "tener")[0] == "not-of"


def test_a_pronominal_verb_may_be_named_so() -> None:
    assert checked(Written("Quiero que Ana se [levante].", lemma="levantarse")).lemma == "levantar"


def test_further_answers_are_checked_likewise() -> None:
    made = checked(Written("Busco a alguien que [sepa] inglés.", also=("sabe",)))
    assert [answer.text for answer in made.answers] == ["sepa", "sabe"]

    assert fault("Quiero que Ana [tenga] suerte.", "", "tiene")[0] == "mood"
    assert fault("Quiero que Ana [tenga] suerte.", "", "venga")[0] == "not-of"


def test_a_fault_passes_through_whatever_stands_around_it() -> None:
    @contextmanager
    def around() -> Iterator[None]:
        yield

    with pytest.raises(Fault) as caught, around():
        checked(Written("Quiero que vengas."))

    assert caught.value.key == "no-form"


def test_no_sentence_of_the_course_is_refused_for_its_mood_or_its_tense() -> None:
    refused = []
    for sentence in course().content.sentences[::3]:
        try:
            checked(Written(sentence.text, lemma=sentence.lemma))
        except Fault as fault:
            if fault.key not in {"not-finite", "no-rule", "pronoun"}:
                refused.append((fault.key, sentence.text))

    assert refused == []
