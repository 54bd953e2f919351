"""The gold conjugations, read once."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

from tests.reference import reference_file


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One cell of the gold set: its required forms and the variants accepted beside them."""

    lemma: str
    cell: str
    required: tuple[str, ...]
    accepted: tuple[str, ...]


def gold_rows() -> Iterator[GoldRow]:
    with gzip.open(reference_file("conjugation_gold.tsv.gz"), "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            lemma, tense, person, form, _, also = line.rstrip("\n").split("\t")
            accepted = tuple(also.split("|")) if also else ()
            yield GoldRow(lemma, f"{tense}.{person}", tuple(form.split("|")), accepted)
