"""Serve, practise and stop, with nothing but what the service needs: the least that must work.

Run by `make upgrade-report` under each Python; it needs no test library.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(url: str, body: object = None, token: str = "") -> tuple[int, bytes]:
    """Send a request, as JSON where there is a body."""
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - same
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the service can work."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if ask(f"{address}/health/ready")[0] == 200:  # noqa: PLR2004 - that is what ready means
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    sys.exit("the service did not start")


def post(url: str, body: object, token: str = "") -> Any:  # noqa: ANN401 - a document
    """Send a request that must be answered with a document."""
    status, said = ask(url, body, token)
    if status not in (200, 201):
        sys.exit(f"POST {url.rpartition('/')[2]}: {status} {said.decode()}")
    return json.loads(said)


def practise(address: str) -> None:
    """Answer a few exercises through the API, and look at two pages."""
    session = post(f"{address}/api/v1/sessions", {})
    token = session["token"]
    for _ in range(3):
        issued = post(f"{address}/api/v1/sessions/{session['id']}/exercises", {}, token)
        answer = f"{address}/api/v1/exercises/{issued['id']}/answer"
        told = post(answer, {"text": "zapato"}, token)
        if told["verdict"] != "wrong":
            sys.exit(f"a shoe is no verb form: {told}")
    for page in ("/", "/verbs/tener"):
        status, html = ask(address + page)
        if status != 200 or b"</html>" not in html:  # noqa: PLR2004
            sys.exit(f"{page}: {status}")


def main() -> None:
    """Serve on an empty embedded database; end well only if everything did."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {**os.environ, "OJALA_DATA_DIR": folder, "OJALA_PORT": str(port)}
        environment["OJALA_LOG_LEVEL"] = "warning"
        command = [sys.executable, "-c", "from ojala.cli import main; main()", "serve"]
        with Path(folder, "log").open("wb") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server)
            practise(f"http://127.0.0.1:{port}")
        finally:
            server.send_signal(signal.SIGTERM)
            code = server.wait(PATIENCE)
            print(Path(folder, "log").read_text("utf-8"), file=sys.stderr)
    sys.exit(code if code not in (0, -signal.SIGTERM) else 0)


main()
