"""An answer as it stands in its sentence."""

from dataclasses import replace

import pytest

from tests.exercises.kinds.samples import made


@pytest.mark.parametrize(
    ("sentence", "answer", "filled"),
    [
        ("____ como sea, hay que terminarlo hoy.", "sea", "Sea como sea, hay que terminarlo hoy."),
        ("¡____ los novios!", "vivan", "¡Vivan los novios!"),
        ("Quiero que ____ conmigo.", "vengas", "Quiero que vengas conmigo."),
        ("que nosotros ____", "queramos", "que nosotros queramos"),
        ("____", "llueva", "llueva"),
    ],
)
def test_an_answer_has_a_capital_where_it_begins_the_sentence(
    sentence: str, answer: str, filled: str
) -> None:
    exercise = replace(made("cloze"), sentence=sentence)
    assert exercise.filled(answer) == filled
