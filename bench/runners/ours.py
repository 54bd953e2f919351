"""Conjugate the lemmas on standard input with ojala.spanish; print measures and forms as JSON."""

import json
import resource
import sys
import time

started = time.process_time()
from ojala.spanish import analyze, conjugate, explain  # noqa: E402, F401 (their import is measured)

imported = time.process_time() - started
lemmas = sys.stdin.read().split()
started = time.process_time()
from ojala.spanish.conjugation import required_forms  # noqa: E402 (loaded at the first question)

tables = {lemma: required_forms(lemma) for lemma in lemmas}
first = time.process_time() - started  # compiles the patterns on the way
started = time.process_time()
tables = {lemma: required_forms(lemma) for lemma in lemmas}
seconds = time.process_time() - started
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
measures = {"import_seconds": imported, "first": first, "seconds": seconds, "megabytes": megabytes}
print(json.dumps({**measures, "forms": tables}))
