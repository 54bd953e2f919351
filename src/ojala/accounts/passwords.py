"""Passwords: hashed slowly in threads, a few at a time, and refused where they are easily guessed.

argon2id with 19 MiB, two passes and one lane is what OWASP asks for at least. Hashes made by bcrypt
verify too, and are replaced at the next login.
"""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher

from ojala.errors import WeakPassword

T = TypeVar("T")

SHORTEST, LONGEST = 12, 128
GOOD_ENOUGH = 3
"""The estimator's score, of 0 to 4, from which a password is taken: 10⁸ guesses and more."""
OBVIOUS = ("ojala", "ojalá", "subjuntivo", "subjunctive", "contraseña", "contrasena", "clave")
"""Words that come to everybody's mind here, beside those the estimator knows."""
LONGEST_ESTIMATED = 64
AT_A_TIME = 2
"""How many passwords are hashed at once: each takes 19 MiB and a processor."""

_hasher = PasswordHash((Argon2Hasher(2, 19 * 1024, 1), BcryptHasher()))
_NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$ahywZWdS2eFiqXILZaSO8A$"
    "1MxZNLRQTY5fWkGVhnWKqIqq4fEg9ndFYrPrpOEPQwo"
)
"""The hash of the password of nobody, to compare with where there is none."""
_limiter: RunVar[CapacityLimiter] = RunVar("password limiter")
_estimating = threading.Lock()  # the estimator keeps a dictionary that all its callers share


async def hashed(password: str) -> str:
    """The hash of a password."""
    return await _in_turn(partial(_hasher.hash, password))


async def verify(password: str, known: str | None) -> tuple[bool, str | None]:
    """Whether a password is the one that was hashed, and its new hash where the old is outdated.

    Without a hash it takes as long, and says no.
    """
    right, renewed = await _in_turn(partial(_hasher.verify_and_update, password, known or _NOBODYS))
    return (right, renewed) if known else (False, None)


async def refuse_weak(password: str, own_words: Iterable[str]) -> None:
    """Raise `WeakPassword` for what is too short, well known, or made of the owner's own words."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"Take {SHORTEST} characters at least.", field="/password")
    words = [*OBVIOUS, *own_words]
    if await _in_turn(partial(_score, password, words)) < GOOD_ENOUGH:
        raise WeakPassword("This would be guessed soon: take several words.", field="/password")


def _score(password: str, words: list[str]) -> int:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are long, and a start does without them

    with _estimating:
        estimate = zxcvbn(password[:LONGEST_ESTIMATED], words)
    return int(estimate["score"])


async def _in_turn(work: Callable[[], T]) -> T:
    try:
        limiter = _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(AT_A_TIME)
        _limiter.set(limiter)
    return await to_thread.run_sync(work, limiter=limiter)
