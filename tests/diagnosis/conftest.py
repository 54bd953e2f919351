"""Laws are about verdicts, not about the first answer after a start, which builds the lexicon."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
