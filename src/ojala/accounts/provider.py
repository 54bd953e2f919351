"""Signing in by another service (OpenID Connect): what is asked of it, and what it vouches for.

Authorization code flow with PKCE, `state` and `nonce`; the identity token is verified by the keys
that the provider publishes. Nothing is asked of it before somebody wants to sign in by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from ojala.errors import ProviderAway, ProviderRefused

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import AsyncOAuth2Client
    from authlib.oidc.core import CodeIDToken
    from httpx2 import AsyncClient
    from joserfc.jwk import KeySetSerialization

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures by keys that only the provider has: none of those that share a secret."""
SCOPE = "openid email profile"
PATIENCE = 10.0
"""Seconds that the provider may take for one answer."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""


def _client() -> "AsyncClient":
    from httpx2 import AsyncClient  # noqa: PLC0415 - see `Provider._session`

    return AsyncClient(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Errand:
    """What goes along with somebody who is sent to the provider, and is asked when they return."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, says the provider."""

    issuer: str
    subject: str
    email: str
    """Empty where the provider has not verified it: then it proves nothing."""
    name: str


@dataclass(slots=True)
class Provider:
    """One provider, as the settings name it."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    redirect_uri: str
    """Where it sends people back to."""
    client: "Callable[[], AsyncClient]" = _client
    _metadata: dict[str, Any] = field(default_factory=dict)

    async def address(self, errand: Errand) -> str:
        """Where to send somebody who wants to sign in."""
        endpoint = await self._endpoint("authorization_endpoint")
        async with self._session() as session:
            address, _ = session.create_authorization_url(
                endpoint, state=errand.state, nonce=errand.nonce, code_verifier=errand.verifier
            )
        return str(address)

    async def identity(self, code: str, errand: Errand, now: datetime) -> Identity:
        """Exchange the code somebody came back with for who they are."""
        from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 - see `_session`
        from httpx2 import HTTPError  # noqa: PLC0415 - see `_session`
        from joserfc.errors import JoseError  # noqa: PLC0415 - see `_session`

        endpoint = await self._endpoint("token_endpoint")
        try:
            async with self._session() as session:
                tokens = await session.fetch_token(
                    endpoint, code=code, code_verifier=errand.verifier
                )
            claims = await self._verified(str(tokens["id_token"]), errand.nonce, now)
        except (OAuthError, JoseError, KeyError, ValueError) as error:
            raise ProviderRefused("The provider did not vouch for anybody.") from error
        except HTTPError as error:
            raise ProviderAway("The provider does not answer.") from error
        verified = claims.get("email_verified") is True
        return Identity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=str(claims.get("email", "")) if verified else "",
            name=str(claims.get("name", ""))[:80],
        )

    async def _verified(self, token: str, nonce: str, now: datetime) -> "CodeIDToken":
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 - see `_session`
        from joserfc import jwt  # noqa: PLC0415 - see `_session`
        from joserfc.jwk import KeySet  # noqa: PLC0415 - see `_session`

        published = cast("KeySetSerialization", await self._read(await self._endpoint("jwks_uri")))
        keys = KeySet.import_key_set(published)
        signed = jwt.decode(token, keys, ALGORITHMS)
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        params = {"nonce": nonce, "client_id": self.client_id}
        claims = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(int(now.timestamp()), LEEWAY)
        return claims

    async def _endpoint(self, name: str) -> str:
        found = (await self._known()).get(name)
        if not isinstance(found, str):
            raise ProviderRefused(f"The provider does not say where its {name} is.")
        return found

    async def _known(self) -> dict[str, Any]:
        """What the provider publishes about itself, read once."""
        if not self._metadata:
            address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            found = await self._read(address)
            if found.get("issuer") != self.issuer:
                raise ProviderRefused("The provider calls itself by another name.")
            self._metadata = found
        return self._metadata

    async def _read(self, address: str) -> dict[str, Any]:
        from httpx2 import HTTPError  # noqa: PLC0415 - see `_session`

        try:
            async with self.client() as client:
                reply = await client.get(address)
                reply.raise_for_status()
                found: dict[str, Any] = reply.json()
        except (HTTPError, ValueError) as error:
            raise ProviderAway("The provider does not answer.") from error
        return found

    def _session(self) -> "AsyncOAuth2Client":
        # A tenth of what starting loads: only where somebody signs in by another service.
        from authlib.integrations.httpx_client import AsyncOAuth2Client  # noqa: PLC0415 - see `_session`

        return AsyncOAuth2Client(
            self.client_id,
            self.client_secret,
            scope=SCOPE,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            timeout=PATIENCE,
        )
