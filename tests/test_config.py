import pytest
from pydantic import SecretStr, ValidationError

from ojala.config import DEVELOPMENT_KEY, Environment, Settings

SECRET = "s" * 40


def production(keys: str) -> Settings:
    return Settings(
        environment=Environment.PRODUCTION,
        database_url=SecretStr("postgresql+asyncpg://ojala@db/ojala"),
        public_url="https://ojala.example",
        signing_keys=SecretStr(keys),
    )


@pytest.mark.parametrize("keys", ["", f"one:{DEVELOPMENT_KEY}", "one:short", SECRET])
def test_production_refuses_to_start_without_keys_of_its_own(keys: str) -> None:
    with pytest.raises(ValidationError):
        production(keys)


def test_the_newest_key_comes_first() -> None:
    assert list(production(f"new:{SECRET}, old:{SECRET}").keys) == ["new", "old"]


def test_development_needs_no_keys() -> None:
    assert Settings().keys == {"development": DEVELOPMENT_KEY}


def test_a_tutor_has_a_model() -> None:
    with pytest.raises(ValidationError, match="OJALA_TUTOR_MODEL"):
        Settings(tutor_url="http://127.0.0.1:11434/v1")


@pytest.mark.parametrize("address", ["models.example.org", "ftp://models.example.org"])
def test_a_tutors_address_is_one_of_the_web(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(tutor_url=address, tutor_model="any")
