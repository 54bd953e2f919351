import pytest
from joserfc.errors import JoseError

from ojala.web.jose import Jose

OLD, NEW = {"old": b"o" * 32}, {"new": b"n" * 32}
SUBJECT = {"sub": {"essential": True, "value": "ana"}}


def test_what_any_key_signed_is_read_and_nothing_else_is() -> None:
    token = Jose(OLD, OLD).sign({"sub": "ana"})

    assert Jose({**NEW, **OLD}, OLD).claims(token, SUBJECT) == {"sub": "ana"}
    assert Jose(NEW, NEW).claims(token, SUBJECT) is None
    assert Jose(OLD, OLD).claims("no token", SUBJECT) is None
    assert Jose(OLD, OLD).claims(Jose(OLD, OLD).sign({"sub": "bea"}), SUBJECT) is None


def test_what_was_sealed_is_opened_by_its_key_alone() -> None:
    sealed = Jose(OLD, OLD).seal("a secret")

    assert "secret" not in sealed
    assert Jose(NEW, {**NEW, **OLD}).open(sealed) == "a secret"
    with pytest.raises(JoseError):
        Jose(NEW, NEW).open(sealed)
