"""Placement as a browser without scripts takes it, on the screen of practice."""

from httpx2 import AsyncClient

from tests.practice.test_pages import action, begin, give_up, go_on, visitor

__all__ = ["visitor"]


async def test_a_newcomer_takes_the_test_and_is_told_where_they_stand(
    visitor: AsyncClient,
) -> None:
    assert 'href="/placement"' in (await visitor.get("/")).text
    assert "At most twenty sentences" in (await visitor.get("/placement")).text
    page = await visitor.post("/placement")
    assert "0 of at most 20" in page.text
    for _ in range(20):
        page = await give_up(visitor, page.text)
        page = await go_on(visitor, page.text)
        if page.url.path == "/placement":
            break

    assert page.url.path == "/placement"
    assert "You stand at A1" in page.text
    assert "Take it again" in page.text
    assert 'href="/placement"' not in (await visitor.get("/")).text


async def test_it_is_left_early_and_declined_for_good(visitor: AsyncClient) -> None:
    await begin(visitor)
    assert 'href="/placement"' in (await visitor.get("/")).text
    page = await visitor.post("/placement")
    left = await visitor.post(action(page.text, "/end"))
    assert left.url.path == "/placement"
    assert "Take the test" in left.text
    declined = await visitor.post("/placement/decline")

    assert declined.url.path == "/"
    assert 'href="/placement"' not in declined.text


async def test_it_is_found_from_the_path_from_practice_and_from_the_preferences(
    visitor: AsyncClient,
) -> None:
    for language in ("en", "es"):
        visitor.headers["Accept-Language"] = language
        for address in ("/path", "/preferences", "/practice/new"):
            assert 'href="/placement"' in (await visitor.get(address)).text, address
        assert "{" not in (await visitor.get("/placement")).text
