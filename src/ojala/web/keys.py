"""The keys of the service: what access tokens are signed with and secrets are sealed with.

Each key has a name, its `kid`. The first one signs and seals; all of them verify and open, so that
a key is changed by putting a new one in front and taking the old one away when nothing needs it.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

ACCESS_LIFETIME = timedelta(minutes=15)
AUDIENCE = "ojala-api"
LETTERS = "ojala-letters"
"""The audience of tokens that stop letters: they are good for nothing else, and for ever."""


class Keys:
    """Every key by its name, the one in use first."""

    def __init__(self, named: Mapping[str, str], *, issuer: str) -> None:
        self._current = next(iter(named))
        self._signing = _set(named, b"sign")
        self._sealing = _set(named, b"seal")
        self._stamping = _derived(named[self._current], b"form")
        self._issuer = issuer

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
        header = {"alg": "HS256", "kid": self._current}
        return jwt.encode(header, claims, self._signing, ["HS256"])

    def login_of(self, access_token: str, now: datetime) -> UUID | None:
        """The login an access token was given for; None where it is not ours or has run out."""
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(now.timestamp()),
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            sid={"essential": True},
        )
        try:
            token = jwt.decode(access_token, self._signing, ["HS256"])
            registry.validate(token.claims)
            return UUID(str(token.claims["sid"]))
        except (JoseError, ValueError):
            return None

    def stop_token(self, learner_id: UUID, kind: str) -> str:
        """A token by which whoever has a letter ends letters of its kind, without signing in."""
        header = {"alg": "HS256", "kid": self._current}
        claims = {"aud": LETTERS, "sub": str(learner_id), "kind": kind}
        return jwt.encode(header, claims, self._signing, ["HS256"])

    def stopped_by(self, token: str) -> tuple[UUID, str] | None:
        """Whose letters of which kind a token ends; None where it is not ours."""
        registry = jwt.JWTClaimsRegistry(aud={"essential": True, "value": LETTERS})
        try:
            claims = jwt.decode(token, self._signing, ["HS256"]).claims
            registry.validate(claims)
            return UUID(str(claims["sub"])), str(claims["kind"])
        except (JoseError, KeyError, ValueError):
            return None

    def seal(self, text: str) -> str:
        """Encrypt a text that the database must keep and nobody may read there."""
        header = {"alg": "dir", "enc": "A256GCM", "kid": self._current}
        return jwe.encrypt_compact(header, text, self._sealing, ["dir", "A256GCM"])

    def open(self, sealed: str) -> str:
        """Decrypt what was sealed; raises `JoseError` where no key of ours did it."""
        opened = jwe.decrypt_compact(sealed, self._sealing, ["dir", "A256GCM"])
        return (opened.plaintext or b"").decode()

    def stamp(self, text: str) -> str:
        """A mark that only we can put on a text, to know it again."""
        return hmac.new(
            self._stamping, text.encode("utf-8", "surrogateescape"), "sha256"
        ).hexdigest()


def _derived(secret: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=purpose).digest()


def _set(named: Mapping[str, str], purpose: bytes) -> KeySet:
    """One key for each secret, good for one purpose."""
    return KeySet(
        [
            OctKey.import_key(_derived(secret, purpose), {"kid": kid})
            for kid, secret in named.items()
        ]
    )
