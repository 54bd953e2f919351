"""Conjugate the lemmas on standard input with verbecc; print measures and forms as JSON."""

import json
import logging
import resource
import sys
import time

logging.disable(logging.CRITICAL)
started = time.process_time()
from verbecc import CompleteConjugator  # noqa: E402 (its import is measured)

conjugator = CompleteConjugator("es")
conjugator.conjugate("amar")  # loads the model
imported = time.process_time() - started
PERSONS = {("s", "1"): "1s", ("s", "3"): "3s", ("p", "1"): "1p", ("p", "3"): "3p"}
TENSES = {
    "ind_pres": ("indicativo", "presente"),
    "ind_imp": ("indicativo", "pretérito-imperfecto"),
    "ind_pret": ("indicativo", "pretérito-perfecto-simple"),
    "ind_fut": ("indicativo", "futuro"),
    "cond": ("condicional", "presente"),
    "sub_pres": ("subjuntivo", "presente"),
    "sub_imp_ra": ("subjuntivo", "pretérito-imperfecto-1"),
    "sub_imp_se": ("subjuntivo", "pretérito-imperfecto-2"),
    "sub_fut": ("subjuntivo", "futuro"),
}


def person_of(item: dict[str, str]) -> str:
    """Name the person of one of its items by our names."""
    pronoun = item.get("pr", "")
    named = {"tú": "2s", "vosotros": "2p", "yo": "1s", "él": "3s", "nosotros": "1p", "ellos": "3p"}
    return named.get(pronoun, "")


lemmas = sys.stdin.read().split()
tables = {}
started = time.process_time()
for lemma in lemmas:
    table: dict[str, list[str]] = {}
    try:
        moods = conjugator.conjugate(lemma).get_data()["moods"]
    except Exception:  # noqa: BLE001 (any refusal is no answer)
        moods = {}
    for tense, (mood, name) in TENSES.items():
        for item in moods.get(mood, {}).get(name, ()):
            person = person_of(item)
            if person:
                table[f"{tense}.{person}"] = [text.split()[-1] for text in item["c"]]
    tables[lemma] = table
seconds = time.process_time() - started
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
measures = {"import_seconds": imported, "seconds": seconds, "megabytes": megabytes}
print(json.dumps({**measures, "forms": tables}))
