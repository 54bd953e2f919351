"""Settings: everything a deployment may decide, from `OJALA_*`, read once by a root."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_KEY = "everybody-knows-this-key-so-it-guards-nothing"
SHORTEST_KEY = 32


class Environment(StrEnum):
    """Where the software runs: on somebody's desk, or for others."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """All settings of the service, frozen; each is documented in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="OJALA_", frozen=True, extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    data_dir: Path = Path("var")
    database_url: SecretStr = SecretStr("")
    database_pool: int = Field(default=10, ge=1, le=200)
    statement_timeout: float = Field(default=15, ge=0, le=600)
    redis_url: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = ""
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Ojalá <ojala@localhost>"
    workers: int = Field(default=1, ge=1, le=64)
    worker_requests: int = Field(default=100_000, ge=1000)
    trusted_proxies: str = "127.0.0.1"
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    log_format: str = Field(default="console", pattern="^(console|json)$")
    metrics_token: SecretStr = SecretStr("")
    otlp_endpoint: str = ""
    sentry_dsn: SecretStr = SecretStr("")
    session_size: int = Field(default=10, ge=1, le=100)
    desired_retention: float = Field(default=0.9, gt=0.5, lt=0.99)
    rate_limit: str = "120/minute"
    guest_limit: str = "30/hour"
    login_limit: str = "10/15minutes"
    signing_keys: SecretStr = SecretStr("")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_name: str = Field(default="OpenID Connect", max_length=40)
    tutor_url: str = Field(default="", pattern=r"^(https?://.+)?$")
    tutor_key: SecretStr = SecretStr("")
    tutor_model: str = Field(default="", max_length=100)
    tutor_patience: float = Field(default=30, ge=1, le=300)
    tutor_retries: int = Field(default=2, ge=0, le=5)
    tutor_learner_tokens: int = Field(default=30_000, ge=0)
    tutor_tokens: int = Field(default=3_000_000, ge=0)

    @model_validator(mode="after")
    def _production_names_its_database_and_address(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            if not self.database_url.get_secret_value():
                raise ValueError("production needs OJALA_DATABASE_URL")
            if not self.public_url.startswith("https://"):
                raise ValueError("production needs OJALA_PUBLIC_URL, an https:// address")
        return self

    @model_validator(mode="after")
    def _provider_is_whole(self) -> Self:
        if not self.oidc_issuer:
            return self
        is_safe = self.oidc_issuer.startswith("https://")
        if self.environment is Environment.PRODUCTION and not is_safe:
            raise ValueError("OJALA_OIDC_ISSUER is an https:// address in production")
        if not (self.oidc_client_id and self.oidc_client_secret.get_secret_value()):
            raise ValueError("OJALA_OIDC_ISSUER needs OJALA_OIDC_CLIENT_ID and …_CLIENT_SECRET")
        return self

    @model_validator(mode="after")
    def _tutor_is_whole(self) -> Self:
        if self.tutor_url and not self.tutor_model:
            raise ValueError("OJALA_TUTOR_URL needs OJALA_TUTOR_MODEL")
        return self

    @model_validator(mode="after")
    def _keys_are_keys(self) -> Self:
        given = self.signing_keys.get_secret_value()
        if self.environment is Environment.PRODUCTION and (not given or DEVELOPMENT_KEY in given):
            raise ValueError("production needs OJALA_SIGNING_KEYS: name:secret, the newest first")
        if any(len(secret) < SHORTEST_KEY for secret in self.keys.values()):
            raise ValueError("each key is name:secret, the secret of 32 characters at least")
        return self

    @property
    def keys(self) -> dict[str, str]:
        """The secrets that tokens are signed with, by their names, the one in use first."""
        given = self.signing_keys.get_secret_value() or f"development:{DEVELOPMENT_KEY}"
        pairs = (pair.partition(":") for pair in given.split(","))
        return {name.strip(): secret.strip() for name, _, secret in pairs}

    @property
    def issuer(self) -> str:
        """Whose tokens these are."""
        return self.public_url or "ojala"

    @property
    def database(self) -> str:
        """The database's address: the one given, else an SQLite file in `data_dir`."""
        given = self.database_url.get_secret_value()
        return given or f"sqlite+aiosqlite:///{self.data_dir / 'ojala.db'}"

    @property
    def address(self) -> str:
        """Where links from outside lead: the public address, else where the app listens."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are for https alone."""
        return self.public_url.startswith("https://")
