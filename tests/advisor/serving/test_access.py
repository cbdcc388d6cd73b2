"""Names and passwords: the right ones come in, wrong ones cannot be tried without end."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

import pytest

from advisor.serving.access import Access, is_loopback, read_users, user_line
from advisor.serving.limits import TooManyError
from knowledge.errors import SettingsError


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "users"
    file.write_text(
        f"# Staff\n\n{user_line('ana', 'long enough')}\n{user_line('Zoë', 'pass:word ñ')}\n", "utf-8"
    )
    return file


def admitted(access: Access, *headers: str, address: str = "192.0.2.1") -> list[bool]:
    async def try_all() -> list[bool]:
        return [await access.admits(header, address) for header in headers]

    return asyncio.run(try_all())


def test_the_right_name_with_the_right_password_comes_in_and_nobody_else(file: Path) -> None:
    access = Access(read_users(file))
    right = basic("ana", "long enough"), basic("Zoë", "pass:word ñ")
    assert admitted(access, *right, *right) == [True] * 4
    wrong = basic("ana", "long enougH"), basic("Zoë", "long enough"), basic("bob", ""), basic("", "")
    assert admitted(access, *wrong) == [False] * 4
    assert admitted(access, "", "Basic", "Basic !", "Bearer x", "Basic " + "A" * 9) == [False] * 5


def test_after_some_wrong_tries_no_more_are_taken_but_who_is_in_stays_in(file: Path) -> None:
    access = Access(read_users(file), "3/minute")
    right = basic("ana", "long enough")
    assert admitted(access, right) == [True]
    assert admitted(access, *(basic("ana", f"guess number {n}") for n in range(3))) == [False] * 3
    with pytest.raises(TooManyError):
        admitted(access, basic("ana", "guess number 4"))
    with pytest.raises(TooManyError):
        admitted(access, basic("Zoë", "pass:word ñ"))
    assert admitted(access, right) == [True]
    assert admitted(access, basic("Zoë", "pass:word ñ"), address="192.0.2.2") == [True]


def test_many_tries_at_once_are_counted_like_those_one_after_the_other(file: Path) -> None:
    access = Access(read_users(file), "3/minute")

    async def rush() -> list[object]:
        tries = (access.admits(basic("ana", f"guess number {n}"), "192.0.2.1") for n in range(8))
        return list(await asyncio.gather(*tries, return_exceptions=True))

    outcomes = asyncio.run(rush())
    assert outcomes.count(False) == 3
    assert sum(isinstance(one, TooManyError) for one in outcomes) == 5


def test_the_file_holds_no_password_and_no_two_lines_are_alike(file: Path) -> None:
    assert "long enough" not in file.read_text("utf-8")
    assert user_line("ana", "long enough") != user_line("ana", "long enough")


@pytest.mark.parametrize(
    "text", ["", "# nobody\n", "ana\n", "ana:\n", "ana:zz$zz\n", ":00$00\n", "ana:00$\n"]
)
def test_a_file_that_is_none_keeps_the_door_shut_and_says_how_to_make_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"python app\.py user NAME"):
        read_users(file)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_users(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "password"), [("", "long enough"), ("a:b", "long enough"), ("ana", "short")]
)
def test_a_user_needs_a_name_and_a_password_worth_the_word(name: str, password: str) -> None:
    with pytest.raises(SettingsError, match="at least 8"):
        user_line(name, password)


def test_which_addresses_only_this_machine_reaches() -> None:
    assert [is_loopback(one) for one in ("127.0.0.1", "localhost", "::1")] == [True] * 3
    assert [is_loopback(one) for one in ("0.0.0.0", "::", "192.0.2.1", "")] == [False] * 4
