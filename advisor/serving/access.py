"""Who may come in, where the operator named users: HTTP Basic for page, API and tools alike."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.serving.limits import Pace
from advisor.serving.threads import beside
from knowledge.errors import SettingsError

COST = 2**14  # Of scrypt: some 50 ms and 16 MB for a try.
REMEMBERED = 1000  # Keys that were right, and need not be worked out anew.
TRIES = "10/minute; 60/hour"  # Wrong keys from one address.


@dataclass(frozen=True, slots=True)
class Hash:
    """What is kept of a password."""

    salt: bytes
    key: bytes

    def is_of(self, password: str) -> bool:
        return hmac.compare_digest(_key(password, self.salt), self.key)


NOBODY = Hash(b"nobody", b"")
"""Takes as long to be tried as a user's own."""


def user_line(name: str, password: str) -> str:
    """The line of the users' file for a name and a password; raises SettingsError."""
    if not name or ":" in name or name.strip() != name or len(password) < 8:
        raise SettingsError("A user needs a name without a colon, and a password of at least 8 characters.")
    salt = secrets.token_bytes(16)
    return f"{name}:{salt.hex()}${_key(password, salt).hex()}"


def read_users(file: Path) -> dict[str, Hash]:
    """The users of a file, one `name:hash` a line; raises SettingsError, so that no door stays open."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"ADVISOR_USERS: {file} cannot be read: {error}") from error
    users = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.strip().partition(":")
        salt, _, key = rest.partition("$")
        try:
            users[name] = Hash(bytes.fromhex(salt), bytes.fromhex(key))
        except ValueError:
            users[name] = NOBODY
        if not name or not users[name].key:
            raise SettingsError(
                f"{file.name}, line {number}: is no user; make the line with: python app.py user NAME"
            )
    if not users:
        raise SettingsError(f"ADVISOR_USERS: {file} names nobody; add a line with: python app.py user NAME")
    return users


class Access:
    """Tells by a request's Authorization header whether its sender may come in."""

    def __init__(self, users: Mapping[str, Hash], tries: str = TRIES) -> None:
        self._users = users
        self._wrong = Pace(tries)
        self._secret = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def admits(self, authorization: str, address: str) -> bool:
        """Whether the name and password are right; raises TooManyError after too many wrong ones."""
        mark = hmac.digest(self._secret, authorization.encode("utf-8", "surrogateescape"), "sha256")
        if self._is_remembered(mark):
            return True
        given = _given(authorization)
        if given is None:  # A browser that has not asked for a password yet is no try.
            return False
        async with self._one_at_a_time:  # So that no address tries many before the first is counted.
            if self._is_remembered(mark):
                return True
            self._wrong.check(address)
            name, password = given
            kept = self._users.get(name, NOBODY)
            if not await beside(lambda: kept.is_of(password)):
                self._wrong.hit(address)
                return False
        self._right[mark] = None
        while len(self._right) > REMEMBERED:
            self._right.popitem(last=False)
        return True

    def _is_remembered(self, mark: bytes) -> bool:
        if mark not in self._right:
            return False
        self._right.move_to_end(mark)
        return True


def _given(authorization: str) -> tuple[str, str] | None:
    """The name and password of a header; None where it holds none."""
    kind, _, coded = authorization.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        text = base64.b64decode(coded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, colon, password = text.partition(":")
    return (name, password) if colon else None


def _key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=COST, r=8, p=1)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address to listen on."""
    return host == "localhost" or host == "::1" or host.startswith("127.")
