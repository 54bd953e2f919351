import asyncio

import bcrypt
import pytest

from ojala.accounts import passwords
from ojala.errors import WeakPassword

GOOD = "correcto caballo pila grapa"


async def test_a_password_is_hashed_as_owasp_asks_and_verifies() -> None:
    known = await passwords.hashed(GOOD)

    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.verify(GOOD, known) == (True, None)
    assert await passwords.verify(GOOD + " ", known) == (False, None)


async def test_an_old_hash_verifies_and_is_renewed() -> None:
    old = bcrypt.hashpw(GOOD.encode(), bcrypt.gensalt(4)).decode()
    right, renewed = await passwords.verify(GOOD, old)

    assert right
    assert renewed is not None
    assert renewed.startswith("$argon2id$")


async def test_without_a_hash_the_same_work_is_done_and_nobody_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known, checked = await passwords.hashed(GOOD), []
    check = passwords._hasher.verify_and_update  # noqa: SLF001 - watched, not replaced

    def watched(password: str, against: str) -> tuple[bool, str | None]:
        checked.append(against)
        return check(password, against)

    monkeypatch.setattr(passwords._hasher, "verify_and_update", watched)  # noqa: SLF001
    for of in (known, None):
        assert await passwords.verify("the password of nobody", of) == (False, None)

    own, nobodys = checked
    assert own == known
    # As slow by its own parameters: the algorithm, its memory, passes and lanes.
    assert nobodys.split("$")[:4] == own.split("$")[:4]
    assert check("the password of nobody", nobodys)[0]


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "password1234",
        "qwertyuiop12",
        "aaaaaaaaaaaaaaaa",
        "ana.garcia@example.com",
        "subjunctive1",
        "123456789012345",
    ],
)
async def test_what_is_guessed_soon_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        await passwords.refuse_weak(password, ["ana.garcia@example.com", "Ana García"])
    assert refusal.value.field == "/password"


@pytest.mark.parametrize("password", [GOOD, "ñandú¿verde?lluvia", "á1" + GOOD * 4])
async def test_long_and_unusual_passwords_are_welcome(password: str) -> None:
    await passwords.refuse_weak(password, ["ana@example.com"])


async def test_hashing_many_at_once_leaves_the_loop_free() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(passwords.hashed(GOOD) for _ in range(8)))
    ticking.cancel()

    assert ticks > 8
