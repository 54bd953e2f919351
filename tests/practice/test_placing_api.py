"""Placement through the API: begun as a session, answered as exercises, told as a level."""

from httpx2 import AsyncClient

from tests.practice.test_pages import visitor

__all__ = ["visitor"]


async def test_a_program_takes_the_test_and_forgets_it(visitor: AsyncClient) -> None:
    begun = await visitor.post("/api/v1/placement")
    session = begun.json()["id"]
    assert begun.status_code == 201
    assert begun.json()["token"]
    assert (await visitor.get("/api/v1/placement")).json() is None
    asked = 0
    while (issued := await visitor.post(f"/api/v1/sessions/{session}/exercises")).status_code < 300:
        asked += 1
        assert issued.json()["reason"] == "placement"
        await visitor.post(f"/api/v1/exercises/{issued.json()['id']}/answer", json={"reveal": True})
    found = (await visitor.get("/api/v1/placement")).json()
    forgotten = await visitor.delete("/api/v1/placement")

    assert 6 <= asked <= 20
    assert issued.json()["type"].endswith("/session-finished")
    assert found == {"level": "A1", "low": "A1", "high": "A1", "presumed": 0}
    assert forgotten.status_code == 204
    assert (await visitor.get("/api/v1/placement")).json() is None
