"""The keys of the service: what access tokens are signed with and secrets are sealed with.

Each key has a name, its `kid`. The first one signs and seals; all of them verify and open, so that
a key is changed by putting a new one in front and taking the old one away when nothing needs it.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from ojala.web.jose import Jose

ACCESS_LIFETIME = timedelta(minutes=15)
AUDIENCE = "ojala-api"
LETTERS = "ojala-letters"
"""The audience of tokens that stop letters: they are good for nothing else, and for ever."""


class Keys:
    """Every key by its name, the one in use first."""

    def __init__(self, named: Mapping[str, str], *, issuer: str) -> None:
        self._named = named
        self._stamping = _derived(next(iter(named.values())), b"form")
        self._issuer = issuer

    @cached_property
    def _jose(self) -> "Jose":
        from ojala.web.jose import Jose  # noqa: PLC0415 - no start waits for cryptography

        return Jose(_set(self._named, b"sign"), _set(self._named, b"seal"))

    def warm_up(self) -> None:
        """Load what tokens need, so that the first one need not wait for it."""
        _ = self._jose

    def access_token(self, login_id: UUID, learner_id: UUID, now: datetime) -> str:
        """A token by which a program is let in for a quarter of an hour."""
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": str(learner_id),
            "sid": str(login_id),
            "iat": int(now.timestamp()),
            "exp": int((now + ACCESS_LIFETIME).timestamp()),
        }
        return self._jose.sign(claims)

    def login_of(self, access_token: str, now: datetime) -> UUID | None:
        """The login an access token was given for; None where it is not ours or has run out."""
        expected = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": AUDIENCE},
            "exp": {"essential": True},
            "sid": {"essential": True},
        }
        claims = self._jose.claims(access_token, expected, now)
        try:
            return UUID(str(claims["sid"])) if claims else None
        except ValueError:
            return None

    def stop_token(self, learner_id: UUID, kind: str) -> str:
        """A token by which whoever has a letter ends letters of its kind, without signing in."""
        return self._jose.sign({"aud": LETTERS, "sub": str(learner_id), "kind": kind})

    def stopped_by(self, token: str) -> tuple[UUID, str] | None:
        """Whose letters of which kind a token ends; None where it is not ours."""
        claims = self._jose.claims(token, {"aud": {"essential": True, "value": LETTERS}})
        try:
            return (UUID(str(claims["sub"])), str(claims["kind"])) if claims else None
        except (KeyError, ValueError):
            return None

    def seal(self, text: str) -> str:
        """Encrypt a text that the database must keep and nobody may read there."""
        return self._jose.seal(text)

    def open(self, sealed: str) -> str:
        """Decrypt what was sealed; raises `JoseError` where no key of ours did it."""
        return self._jose.open(sealed)

    def stamp(self, text: str) -> str:
        """A mark that only we can put on a text, to know it again."""
        return hmac.new(
            self._stamping, text.encode("utf-8", "surrogateescape"), "sha256"
        ).hexdigest()


def _derived(secret: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=purpose).digest()


def _set(named: Mapping[str, str], purpose: bytes) -> Mapping[str, bytes]:
    """One key for each secret, good for one purpose."""
    return {kid: _derived(secret, purpose) for kid, secret in named.items()}
