import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojala.diagnosis import check, explain_finding
from ojala.diagnosis.checker import LONGEST
from ojala.diagnosis.sentences import sentences
from ojala.messages import LANGUAGES, render
from tests.reference import reference_file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quiero que vienes a mi casa.", ("vienes", "mood-indicative", "vengas")),
        ("Espero que tendría suerte.", ("tendría", "mood-conditional", "tenga")),
        ("Si tendría dinero, viajaría.", ("tendría", "mood-conditional", "tuviera")),
        ("Si tengas tiempo, llámame.", ("tengas", "mood-subjunctive", "tienes")),
        ("Creo que sea tarde.", ("sea", "mood-subjunctive", "es")),
        ("Quería que venga mi madre.", ("venga", "tense-sequence", "viniera")),
        ("Salió antes de que llegue mi padre.", ("llegue", "tense-sequence", "llegara")),
        ("Quiero que mis amigos venir.", ("venir", "nonfinite-infinitive", "vengan")),
        ("Mi madre quería que yo ir.", ("ir", "nonfinite-infinitive", "fuera")),
        ("Lo digo para que tú saber.", ("saber", "nonfinite-infinitive", "sepas")),
        ("Ojalá nosotros ganar el partido.", ("ganar", "nonfinite-infinitive", "ganemos")),
        ("Quiero visite la isla.", ("visite", "clause-for-infinitive", "visitar")),
        ("Es malo para tenga salud.", ("tenga", "clause-for-infinitive", "tener")),
        ("Quiero que yo vaya al cine.", ("vaya", "clause-for-infinitive", "ir")),
        ("No conozco a nadie que habla chino.", ("habla", "mood-indicative", "hable")),
        ("Busco un piso que tiene ascensor.", ("tiene", "mood-indicative", "tenga")),
        ("Cuando seré mayor, viajaré.", ("seré", "mood-indicative", "sea")),
        ("Mi hermana tenga dos hijos.", ("tenga", "mood-subjunctive", "tiene")),
        ("Tengo una hermana que viva en León.", ("viva", "mood-subjunctive", "vive")),
        ("Me alegro de que has venido.", ("has venido", "mood-indicative", "hayas venido")),
        ("Es muy obvio que tengan prisa.", ("tengan", "mood-subjunctive", "tienen")),
        ("Me encanta cuando ella sonría.", ("sonría", "mood-subjunctive", "sonríe")),
        ("Soy de León. Hable dos lenguas.", ("Hable", "mood-subjunctive", "hablo")),
        ("Es importante que lo intente y aprende.", ("aprende", "mood-indicative", "aprenda")),
    ],
)
def test_an_error_is_found_where_it_stands(text: str, expected: tuple[str, str, str]) -> None:
    (finding,) = check(text)
    word, kind, suggestion = expected
    assert (finding.text, finding.kind.value) == (word, kind)
    assert suggestion in finding.suggestions
    assert text[finding.start : finding.end] == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Quiero que vengas a mi casa.",
        "Quiero ir al cine.",
        "Creo que tiene razón.",
        "Tal vez voy mañana.",
        "Tal vez vaya mañana.",
        "Cuando llego a casa, ceno.",
        "Cuando llegue a casa, cenaré.",
        "Aunque llueve, salgo.",
        "Aunque llueva, saldré.",
        "Quisiera un café.",
        "Pase usted, por favor.",
        "Sea como sea, iremos.",
        "Dijo que venga mañana.",
        "Espero que sea verdad y tengo prisa.",
        "Tengo que estudiar para aprobar.",
        "Hay que comer para vivir.",
        "Si tuviera dinero, viajaría.",
        "No sé si viene.",
        "Un importante informe dice la verdad.",
        "Está fuera de casa.",
        "¡Viva la fiesta!",
        "Después de que llegó, cenamos.",
        "El hombre que vive aquí es mi tío.",
        "Hubiera preferido ir.",
        "Quiero que crea.",
        "Sería conveniente se limpiara la calle.",
        "Los directores esperan nunca vuelva la lluvia.",
        "Para que mis tres buenos y viejos amigos ingleses.",
        "Para que mis tres buenos viejos amigos ingleses rubios altos.",
    ],
)
def test_nothing_is_said_of_what_may_be_right(text: str) -> None:
    assert check(text) == ()


def test_places_are_counted_in_the_whole_text() -> None:
    text = "Hola, soy Ana.\n\nQuiero que vienes. Espero que estás bien."
    assert [text[f.start : f.end] for f in check(text)] == ["vienes", "estás"]
    assert [text[f.cue[0] : f.cue[1]] for f in check(text) if f.cue] == ["Quiero que", "Espero que"]


def _pairs() -> list[tuple[str, str, int, int]]:
    with reference_file("learner_errors.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = []
    for row in rows:
        if row["error_class"] == "mood" and row["scope"] != "no subjunctive involved":
            before, after = row["sentence"].split("____", 1)
            wrong, right = before + row["wrong"] + after, before + row["right"] + after
            pairs.append((wrong, right, len(before), len(before) + len(row["wrong"])))
    return pairs


def test_real_errors_are_found_and_corrected_sentences_left_alone() -> None:
    pairs = _pairs()
    hits = [any(f.start < end and start < f.end for f in check(w)) for w, _, start, end in pairs]
    clean = sum(not check(right) for _, right, _, _ in pairs)
    assert sum(hits) / len(pairs) >= 0.70
    assert clean / len(pairs) >= 0.97


def test_what_people_wrote_is_left_alone() -> None:
    with reference_file("mood_in_context.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    clean = sum(not check(row["sentence"].replace("____", row["answer"])) for row in rows)
    assert clean / len(rows) >= 0.97


WORDS = ["que", "quiero", "tenga", "tiene", "si", "y", "cuando", ".", ",", "ir", "para", "yo", "¿"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)))
def test_any_text_can_be_checked_and_every_finding_explained(text: str) -> None:
    for finding in check(text):
        assert text[finding.start : finding.end] == finding.text
        assert finding.suggestions
        message = explain_finding(finding, text)
        assert all(render(message.key, message.arguments, lang) for lang in LANGUAGES)


@pytest.mark.parametrize("unit", ["que tiene ", "a", "(", "\u0301", "😀", "Quiero que vienes. "])
def test_a_text_of_any_length_is_read_up_to_the_limit(unit: str) -> None:
    text = (unit * LONGEST)[: LONGEST + 50]
    assert all(finding.end <= LONGEST for finding in check(text))


@given(st.text(alphabet="ab .!?;\n¿A\u0301", max_size=2000))
def test_sentences_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for start, sentence in sentences(text):
        assert start >= end
        assert text[start : start + len(sentence)] == sentence
        end = start + len(sentence)


def test_the_likeliest_person_is_suggested_first() -> None:
    suggested = [
        check(text)[0].suggestions for text in ("Creo que sea tarde.", "Creo que yo sea tonto.")
    ]
    assert suggested == [("es", "soy"), ("soy",)]
