import pytest

from ojala.tutor.examples import LONGEST_GLOSS, proven
from ojala.tutor.values import Part, PartKind
from tests.tutor.conftest import KNOWN, SENTENCE, case


def test_a_sentence_of_the_same_construction_is_an_example() -> None:
    line = "No creo que [vengan] tus primos. | I don't think your cousins are coming."

    assert proven(line, case(), KNOWN) == Part(
        PartKind.EXAMPLE,
        "No creo que [vengan] tus primos.",
        "I don't think your cousins are coming.",
    )


@pytest.mark.parametrize(
    "line",
    [
        "No creo que [sea] tarde.",  # of ser alone
        "No creo que Marta lo [sepa] todavía. | …",
        "No creo que Ana [venda] el coche. | …",  # of vender, and of vendar
        "No creo que [fuera] tan caro. | …",  # of ser, and of ir
    ],
)
def test_what_the_engine_would_write_itself_is_proved(line: str) -> None:
    assert proven(line, case(), KNOWN) is not None


@pytest.mark.parametrize(
    "line",
    [
        "No creo que [vienen] tus primos. | The indicative.",
        "No creo que nadie [vende] tanto. | The indicative, of two verbs.",
        "No creo que [haiga] tiempo. | No form at all.",
        "No creo que ella [venga] si teniera tiempo. | Another form that is none.",
        "No creo que [vengas] porque quiero que sales. | An error elsewhere.",
        "Creo que [tienes] razón. | Another construction.",
        "Quiero que [vengas]. | Another construction.",
        "No creo que vengan. | Nothing marked.",
        "No creo que [vengan] [hoy]. | Too much marked.",
        "I don't think [so]. | No Spanish.",
        f"{SENTENCE} | The very same.",
        "No creo que [vengan] *hoy*. | Marks of our own.",
        "No creo que [vengan]. | <script>alert(1)</script>",
        f"No creo que [vengan]. | {'x' * LONGEST_GLOSS}x",
        "Here are six sentences:",
        "",
    ],
)
def test_whatever_is_not_proved_is_no_example(line: str) -> None:
    assert proven(line, case(), KNOWN) is None
