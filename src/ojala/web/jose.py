"""Texts signed and sealed in the formats of JOSE: a JWT that anybody may read, a JWE that nobody.

It takes cryptography with it, a good part of all that is loaded: whoever has a `Jose` made does so
at the first token.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

SIGNED = ["HS256"]
SEALED = ["dir", "A256GCM"]


class Jose:
    """Keys to sign with and keys to seal with, by their names, the ones in use first."""

    def __init__(self, signing: Mapping[str, bytes], sealing: Mapping[str, bytes]) -> None:
        self._current = next(iter(signing))
        self._signing = _set(signing)
        self._sealing = _set(sealing)

    def sign(self, claims: Mapping[str, object]) -> str:
        """Return the claims as a token that we shall know to be ours."""
        header = {"alg": "HS256", "kid": self._current}
        return jwt.encode(header, dict(claims), self._signing, SIGNED)

    def claims(
        self, token: str, expected: Mapping[str, Any], now: datetime | None = None
    ) -> Mapping[str, Any] | None:
        """Return what a token claims; None where it is not ours or not what is expected."""
        clock = None if now is None else int(now.timestamp())
        registry = jwt.JWTClaimsRegistry(now=clock, **expected)
        try:
            found = jwt.decode(token, self._signing, SIGNED).claims
            registry.validate(found)
        except (JoseError, ValueError):
            return None
        return found

    def seal(self, text: str) -> str:
        """Encrypt a text."""
        header = {"alg": "dir", "enc": "A256GCM", "kid": self._current}
        return jwe.encrypt_compact(header, text, self._sealing, SEALED)

    def open(self, sealed: str) -> str:
        """Decrypt what was sealed; raises `JoseError` where no key of ours did it."""
        opened = jwe.decrypt_compact(sealed, self._sealing, SEALED)
        return (opened.plaintext or b"").decode()


def _set(named: Mapping[str, bytes]) -> KeySet:
    return KeySet([OctKey.import_key(key, {"kid": kid}) for kid, key in named.items()])
