from httpx2 import AsyncClient

from tests.practice.test_api import answer, begin, client, problem

__all__ = ["client"]


async def test_sessions_are_listed_page_by_page(client: AsyncClient) -> None:
    first, exercise = await begin(client)
    await answer(client, exercise["id"], text="zapato")
    others = [(await client.post("/api/v1/sessions")).json()["id"] for _ in range(2)]
    page = (await client.get("/api/v1/sessions", params={"limit": 2})).json()
    rest = (await client.get("/api/v1/sessions", params={"before": page["next"]})).json()

    assert {one["id"] for one in page["sessions"]} == set(others)
    assert [(one["id"], one["done"]) for one in rest["sessions"]] == [(first["id"], 1)]
    assert rest["next"] is None


async def test_a_session_is_ended_early_and_stays_so(client: AsyncClient) -> None:
    session, _ = await begin(client)
    address = f"/api/v1/sessions/{session['id']}"
    ended = (await client.patch(address, json={"finished": True})).json()
    again = (await client.patch(address, json={"finished": True})).json()

    assert ended["finished_at"] is not None
    assert again == ended == (await client.get(address)).json()
    assert problem(await client.patch(address, json={"finished": False})) == (422, "invalid")
