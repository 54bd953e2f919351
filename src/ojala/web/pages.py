"""The pages that belong to no feature: help, keys, privacy, about."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


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
