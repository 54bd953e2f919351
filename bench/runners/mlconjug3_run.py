"""Conjugate the lemmas on standard input with mlconjug3; print measures and forms as JSON."""

import json
import logging
import resource
import sys
import time
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
started = time.process_time()
import mlconjug3  # noqa: E402 (its import is measured)

conjugator = mlconjug3.Conjugator(language="es")
conjugator.conjugate("amar")
imported = time.process_time() - started
PERSONS = {"yo": "1s", "tú": "2s", "él": "3s", "nosotros": "1p", "vosotros": "2p", "ellos": "3p"}
TENSES = {
    ("Indicativo", "Indicativo presente"): "ind_pres",
    ("Indicativo", "Indicativo pretérito imperfecto"): "ind_imp",
    ("Indicativo", "Indicativo pretérito perfecto simple"): "ind_pret",
    ("Indicativo", "Indicativo futuro"): "ind_fut",
    ("Condicional", "Condicional Condicional"): "cond",
    ("Subjuntivo", "Subjuntivo presente"): "sub_pres",
    ("Subjuntivo", "Subjuntivo pretérito imperfecto 1"): "sub_imp_ra",
    ("Subjuntivo", "Subjuntivo pretérito imperfecto 2"): "sub_imp_se",
    ("Subjuntivo", "Subjuntivo futuro"): "sub_fut",
}
lemmas = sys.stdin.read().split()
tables = {}
started = time.process_time()
for lemma in lemmas:
    table: dict[str, list[str]] = {}
    try:
        rows = list(conjugator.conjugate(lemma).iterate())
    except Exception:  # noqa: BLE001 (any refusal is no answer)
        rows = []
    for row in rows:
        tense = TENSES.get((row[0], row[1]))
        if tense and row[3:] and row[3] and row[2] in PERSONS:
            table[f"{tense}.{PERSONS[row[2]]}"] = [row[3]]
    tables[lemma] = table
seconds = time.process_time() - started
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
measures = {"import_seconds": imported, "seconds": seconds, "megabytes": megabytes}
print(json.dumps({**measures, "forms": tables}))
