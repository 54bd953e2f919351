import subprocess
import sys
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from ojala.web.keys import Keys

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OLD, NEW = {"old": "o" * 40}, {"new": "n" * 40}


def keys(secrets: dict[str, str], issuer: str = "https://ojala.example") -> Keys:
    return Keys(secrets, issuer=issuer)


def test_an_access_token_names_its_login_for_a_quarter_of_an_hour() -> None:
    login = uuid4()
    token = keys(OLD).access_token(login, uuid4(), NOW)

    assert keys(OLD).login_of(token, NOW + timedelta(minutes=14)) == login
    assert keys(OLD).login_of(token, NOW + timedelta(minutes=16)) is None


def test_a_key_is_changed_without_ending_anything() -> None:
    login = uuid4()
    token = keys(OLD).access_token(login, uuid4(), NOW)
    sealed = keys(OLD).seal("a secret")

    assert keys(NEW | OLD).login_of(token, NOW) == login
    assert keys(NEW | OLD).open(sealed) == "a secret"
    assert keys(NEW).login_of(token, NOW) is None
    assert '"kid":"new"' in _header(keys(NEW | OLD).access_token(login, uuid4(), NOW))


def _header(token: str) -> str:
    from base64 import urlsafe_b64decode  # noqa: PLC0415 - only here

    return urlsafe_b64decode(token.partition(".")[0] + "==").decode()


def test_a_token_of_another_site_or_made_by_others_is_nobodys() -> None:
    claims = {"iss": "https://ojala.example", "aud": "ojala-api", "sid": str(uuid4()),
              "exp": int(NOW.timestamp()) + 60}  # fmt: skip
    forged = jwt.encode(
        {"alg": "HS256", "kid": "old"}, claims, OctKey.import_key("x" * 40, {"kid": "old"})
    )
    elsewhere = keys(OLD, "https://other.example").access_token(uuid4(), uuid4(), NOW)
    unsigned = "eyJhbGciOiJub25lIn0." + forged.split(".")[1] + "."

    for token in (forged, elsewhere, unsigned, "a.b.c", "..", "\udcff.é.x"):
        assert keys(OLD).login_of(token, NOW) is None


def test_what_is_sealed_is_read_by_our_keys_alone() -> None:
    sealed = keys(OLD).seal("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert keys(OLD).seal("JBSWY3DPEHPK3PXP") != sealed
    assert keys(OLD).open(sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(JoseError):
        keys(NEW).open(sealed)


def test_a_stamp_is_ours() -> None:
    assert keys(OLD).stamp("a") == keys(OLD).stamp("a")
    assert len({keys(OLD).stamp("a"), keys(OLD).stamp("b"), keys(NEW).stamp("a")}) == 3


def test_cryptography_is_loaded_by_the_first_token_or_before_it() -> None:
    code = """
import sys
from ojala.web.keys import Keys
keys = Keys({"new": "n" * 40}, issuer="https://ojala.example")
keys.stamp("a form")
assert "cryptography" not in sys.modules
keys.warm_up()
assert "cryptography" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
