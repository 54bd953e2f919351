"""The routes of what nobody asks for first: all but practising, and what every page shares."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ojala.accounts import api as accounts_api
from ojala.accounts import letter_pages, own_api, own_pages, provider_pages
from ojala.accounts import pages as accounts_pages
from ojala.admin import api as admin_api
from ojala.admin import pages as admin_pages
from ojala.practice import (
    importing_api,
    importing_pages,
    offline,
    placing_api,
    placing_pages,
    session_api,
)
from ojala.preferences import pages as preferences_pages
from ojala.progress import api as progress_api
from ojala.progress import exchange as progress_exchange
from ojala.progress import pages as progress_pages
from ojala.reference import api as reference_api
from ojala.reference import pages as reference_pages
from ojala.sets import api as sets_api
from ojala.sets import pages as sets_pages
from ojala.tutor import api as tutor_api
from ojala.tutor import pages as tutor_pages
from ojala.tutor import reporting

documents = APIRouter()


async def _show_openapi(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


# FastAPI's own stands before all other routes, and would describe no more than there is already.
documents.add_route("/api/openapi.json", _show_openapi, include_in_schema=False)

# As with those before them, what is asked most comes first.
ROUTERS = (
    progress_pages.router,
    accounts_pages.router,
    own_pages.router,
    placing_pages.router,
    importing_pages.router,
    offline.router,
    progress_exchange.router,
    reference_pages.router,
    preferences_pages.router,
    sets_pages.router,
    letter_pages.router,
    provider_pages.router,
    admin_pages.router,
    tutor_pages.router,
    accounts_api.router,
    own_api.router,
    session_api.router,
    placing_api.router,
    importing_api.router,
    progress_api.router,
    sets_api.router,
    reference_api.router,
    reference_api.checking,
    admin_api.router,
    tutor_api.router,
    reporting.api,
    reporting.pages,
    documents,
)
