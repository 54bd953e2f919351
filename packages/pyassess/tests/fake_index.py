"""A small package index on loopback, with wheels and source archives made on the spot."""

import hashlib
import io
import json
import re
import tarfile
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LONG_AGO = "2020-01-01T00:00:00Z"

BACKEND = """
import sys, zipfile
def build_wheel(directory, settings=None, metadata=None):
    {guard}
    with zipfile.ZipFile(f"{{directory}}/{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in {files!r}.items():
            wheel.writestr(path, text)
    return "{name}-{version}-py3-none-any.whl"
"""


def wheel_files(
    name: str, version: str, modules: Mapping[str, str], requires: Sequence[str], python: str
) -> dict[str, str]:
    info = f"{name}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {one}" for one in requires]
    extras = sorted({extra for one in requires for extra in re.findall(r"extra == '(\w+)'", one)})
    lines += [f"Provides-Extra: {extra}" for extra in extras]
    lines += [f"Requires-Python: {python}"] if python else []
    files = dict(modules)
    files[f"{info}/METADATA"] = "\n".join(lines) + "\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\n"
    names = [*files, f"{info}/RECORD"]
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in names)
    return files


@dataclass
class FakeIndex:
    """Projects and their files; `html` chooses the older of the two answers."""

    html: bool = False
    projects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    url: str = ""

    def wheel(
        self,
        name: str,
        version: str,
        source: str | Mapping[str, str] = "",
        *,
        tag: str = "py3-none-any",
        requires: Sequence[str] = (),
        python: str = "",
        yanked: str | bool = False,
        uploaded: str = LONG_AGO,
    ) -> None:
        module = name.replace("-", "_")
        modules = {f"{module}/__init__.py": source} if isinstance(source, str) else source
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path, text in wheel_files(module, version, modules, requires, python).items():
                archive.writestr(path, text)
        self._add(
            name, f"{module}-{version}-{tag}.whl", buffer.getvalue(), python, yanked, uploaded
        )

    def sdist(self, name: str, version: str, source: str = "", *, guard: str = "pass") -> None:
        """Add a source archive with a build backend of its own; `guard` runs before it builds."""
        module = name.replace("-", "_")
        files = wheel_files(module, version, {f"{module}/__init__.py": source}, (), "")
        metadata = files[f"{module}-{version}.dist-info/METADATA"].replace("2.1", "2.2", 1)
        inside = {
            "PKG-INFO": metadata,
            "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\n'
            'backend-path = ["."]\n',
            "backend.py": BACKEND.format(guard=guard, name=module, version=version, files=files),
        }
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
            for path, text in inside.items():
                entry = tarfile.TarInfo(f"{module}-{version}/{path}")
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))
        self._add(name, f"{module}-{version}.tar.gz", buffer.getvalue())

    def _add(
        self,
        name: str,
        filename: str,
        content: bytes,
        python: str = "",
        yanked: str | bool = False,  # noqa: FBT001, FBT002 -- as in the simple API
        uploaded: str = LONG_AGO,
    ) -> None:
        self.contents[filename] = content
        self.projects.setdefault(name, []).append(
            {
                "filename": filename,
                "url": f"/files/{filename}",
                "hashes": {"sha256": hashlib.sha256(content).hexdigest()},
                "requires-python": python or None,
                "yanked": yanked,
                "upload-time": uploaded,
            }
        )

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path.startswith("/files/"):
            return 200, "application/octet-stream", self.contents[path.removeprefix("/files/")]
        name = path.removeprefix("/simple/").strip("/")
        if name not in self.projects:
            return 404, "text/plain", b"no such project"
        files = self.projects[name]
        if self.html:
            return 200, "text/html", "\n".join(map(_anchor, files)).encode()
        page = {"meta": {"api-version": "1.1"}, "name": name, "files": files}
        return 200, "application/vnd.pypi.simple.v1+json", json.dumps(page).encode()


def _anchor(file: Mapping[str, Any]) -> str:
    python = (file["requires-python"] or "").replace("<", "&lt;").replace(">", "&gt;")
    said = f' data-requires-python="{python}"' if python else ""
    said += f' data-yanked="{file["yanked"]}"' if isinstance(file["yanked"], str) else ""
    return f'<a href="{file["url"]}#sha256={file["hashes"]["sha256"]}"{said}>{file["filename"]}</a>'


@contextmanager
def serving(index: FakeIndex) -> Iterator[FakeIndex]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code, kind, body = index.answer(self.path)
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 -- the server's own naming

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    index.url = f"http://127.0.0.1:{server.server_port}/simple/"
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
