"""What the use cases of accounts say where no page or program can lead."""

from uuid import uuid4

import bcrypt
import pytest
from httpx2 import AsyncClient

from ojala.accounts import service
from ojala.errors import Unauthenticated
from ojala.learning.learner import Learner, Preferences
from ojala.storage.database import Database
from ojala.storage.logins import Kind, Login, Role
from tests.accounts.conftest import EMAIL, PASSWORD, House, problem


async def test_whoever_does_not_know_the_password_makes_no_account_of_a_link(
    house: House, program: AsyncClient
) -> None:
    await program.post("/api/v1/auth/signup", json={"email": EMAIL, "password": PASSWORD})
    token = await house.secret()
    wrong = await program.post(
        "/api/v1/auth/verify", json={"token": token, "password": "otra frase muy distinta"}
    )
    right = await program.post("/api/v1/auth/verify", json={"token": token, "password": PASSWORD})

    assert problem(wrong)[1] == "wrong-credentials"
    assert right.status_code == 200
    again = await program.post("/api/v1/auth/verify", json={"token": token, "password": PASSWORD})
    assert problem(again)[1] == "link-expired"


async def test_a_hash_of_former_days_is_renewed_at_the_next_login(house: House) -> None:
    await house.account()
    await house.change(password_hash=bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode())
    await service.authenticate(house.database, email=EMAIL, password=PASSWORD)
    account = await service.authenticate(house.database, email=EMAIL, password=PASSWORD)

    assert account.password_hash.startswith("$argon2id$")


async def test_an_account_that_is_no_more_is_nobodys(house: House, database: Database) -> None:
    login = Login(
        id=uuid4(),
        learner=Learner(uuid4(), Preferences()),
        role=Role.LEARNER,
        kind=Kind.BROWSER,
        name="",
        scopes=frozenset(),
        created_at=house.now,
        seen_at=house.now,
    )
    async with database.transaction() as tx:
        with pytest.raises(Unauthenticated):
            await service.account_of(tx, login)
