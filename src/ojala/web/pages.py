"""The pages that belong to no feature: help and about."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/help")
async def show_help(request: Request) -> HTMLResponse:
    """Explain verdicts, keys, accents and memory."""
    return render(request, "web/help.html")


@router.get("/about")
async def show_about(request: Request) -> HTMLResponse:
    """Say what this is, what becomes of the answers, and under which licences."""
    return render(request, "web/about.html")
