from fastapi.responses import Response
from starlette.requests import Request

from ojala.web import identity


def request(cookie: str = "", authorization: str = "") -> Request:
    headers = [(b"cookie", cookie.encode()), (b"authorization", authorization.encode())]
    return Request({"type": "http", "headers": headers})


def test_on_https_the_cookie_is_for_this_host_alone() -> None:
    reply = Response()
    identity.remember(reply, "secret", secure=True)
    cookie = reply.headers["set-cookie"]

    assert cookie.startswith("__Host-ojala_login=secret;")
    for part in ("HttpOnly", "Path=/", "SameSite=lax", "Secure"):
        assert part in cookie
    assert "Domain" not in cookie
    assert identity.cookie_of(request("ojala_login=planted"), secure=True) is None
    assert identity.cookie_of(request("__Host-ojala_login=mine"), secure=True) == "mine"


def test_a_cookie_is_forgotten() -> None:
    reply = Response()
    identity.forget(reply, secure=False)

    assert reply.headers["set-cookie"].startswith('ojala_login="";')
    assert "Max-Age=0" in reply.headers["set-cookie"]


def test_a_bearer_token_is_read_whatever_the_case_of_its_scheme() -> None:
    assert identity.bearer_of(request(authorization="bearer  x ")) == "x"
    assert identity.bearer_of(request(authorization="Basic x")) is None
    assert identity.bearer_of(request(authorization="Bearer ")) is None
