"""A small OpenID Connect provider, to be run as a process: `identity_provider.py PORT`.

It signs in whoever it was told to at `/person`, keeps to the protocol where it is asked (client,
redirect, PKCE, codes that are good once), and breaks it where it was told to at `/person` as well.
"""

import hashlib
import secrets
import sys
import time
from base64 import b64decode, urlsafe_b64encode
from typing import Annotated, Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Header, HTTPException
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "ojala", "a secret between the two"


def challenge(verifier: str) -> str:
    """What a verifier is announced by (RFC 7636)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def provider(issuer: str) -> FastAPI:
    """The provider at an address."""
    app = FastAPI()
    key = RSAKey.generate_key(2048, {"kid": "1"})
    codes: dict[str, dict[str, str]] = {}
    person: dict[str, Any] = {}

    @app.get("/.well-known/openid-configuration")
    def describe() -> dict[str, str]:
        return {
            "issuer": person.get("issuer", issuer),
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }

    @app.get("/keys")
    def publish() -> dict[str, Any]:
        return dict(KeySet([key]).as_dict(private=False))

    @app.put("/person")
    def become(told: dict[str, Any]) -> None:
        person.clear()
        person.update(told)

    @app.get("/authorize")
    def authorize(
        *, client_id: str, redirect_uri: str, state: str, nonce: str, scope: str,
        response_type: str, code_challenge: str, code_challenge_method: str,
    ) -> RedirectResponse:  # fmt: skip
        asked = (client_id, response_type, code_challenge_method)
        if asked != (CLIENT, "code", "S256") or "openid" not in scope.split():
            raise HTTPException(400)
        if person.get("declines"):
            return RedirectResponse(f"{redirect_uri}?error=access_denied&state={state}", 303)
        code = secrets.token_urlsafe()
        codes[code] = {"nonce": nonce, "challenge": code_challenge, "redirect": redirect_uri}
        answer = urlencode({"code": code, "state": state})
        return RedirectResponse(f"{redirect_uri}?{answer}", 303)

    @app.post("/token")
    def token(
        code: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        authorization: Annotated[str, Header()],
    ) -> dict[str, Any]:
        given, known = codes.pop(code, None), f"{CLIENT}:{SECRET}"
        if given is None or b64decode(authorization.removeprefix("Basic ")).decode() != known:
            raise HTTPException(400, "invalid_grant")
        if (given["challenge"], given["redirect"]) != (challenge(code_verifier), redirect_uri):
            raise HTTPException(400, "invalid_grant")
        now = int(time.time()) + int(person.get("shift", 0))
        claims = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 300} | {
            "nonce": given["nonce"],
            **person.get("claims", {}),
        }
        keys: dict[str, RSAKey | OctKey] = {
            "": key,
            "other": RSAKey.generate_key(2048, {"kid": "1"}),
            "shared": OctKey.import_key(SECRET.ljust(32, "!")),
        }
        signing = keys[str(person.get("key", ""))]
        algorithm = "HS256" if isinstance(signing, OctKey) else "RS256"
        header = {"alg": algorithm, "kid": "1"}
        signed = jwt.encode(header, claims, signing, [algorithm])
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    made = provider(f"http://127.0.0.1:{port}")
    uvicorn.run(made, port=port, log_level="warning", loop="asyncio", ws="none")
