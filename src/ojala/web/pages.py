"""The pages that belong to no feature: help, keys, privacy, about."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from ojala.web.dependencies import Language
from ojala.web.static import digest, root, shell_files, static_url
from ojala.web.templating import render, translator

router = APIRouter(include_in_schema=False)


MANIFEST = {
    "name": "Ojalá",
    "short_name": "Ojalá",
    "id": "/",
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": "#fbf8f1",
    "theme_color": "#fbf8f1",
}


@router.get("/manifest.webmanifest")
async def show_manifest(language: Language) -> JSONResponse:
    """What a device needs to install the application."""
    icons = [
        {"src": static_url(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    maskable = {**icons[1], "src": static_url("img/icon-maskable.png"), "purpose": "maskable"}
    told = {"lang": language, "description": translator(language)("site.description")}
    body = {**MANIFEST, **told, "icons": [*icons, maskable]}
    return JSONResponse(body, media_type="application/manifest+json")


@router.get("/worker.js")
async def show_worker() -> Response:
    """The service worker, with what it keeps; at the root, for it may keep pages of its folder."""
    shell = ["/offline", *(static_url(path) for path in shell_files())]
    settings = f"const VERSION = {json.dumps(digest())};\nconst SHELL = {json.dumps(shell)};\n"
    script = settings + (root() / "js/worker.js").read_text("utf-8")
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/help")
async def show_help(request: Request) -> HTMLResponse:
    """Explain verdicts, keys, accents and memory."""
    return render(request, "web/help.html")


@router.get("/keys")
async def show_keys(request: Request) -> HTMLResponse:
    """List the keys and what they do."""
    return render(request, "web/keyboard.html")


@router.get("/privacy")
async def show_privacy(request: Request) -> HTMLResponse:
    """Say what is kept, where, for how long, and how to take it away."""
    return render(request, "web/privacy.html")


@router.get("/about")
async def show_about(request: Request) -> HTMLResponse:
    """Say what this is, and under which licences."""
    return render(request, "web/about.html")
