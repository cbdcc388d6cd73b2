"""What can go wrong with a chat model, in a dozen kinds, each with a calm line in `prompts/phrases/`."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why the grounded answer stands in for the model's; the value names the line that says so."""

    SETUP = "setup"
    KEY = "key"
    UNKNOWN = "unknown"
    SLOW = "slow"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    BROKEN = "broken"
    EMPTY = "empty"
    REFUSED = "refused"
    TOO_LONG = "too_long"
    SPENT = "spent"
    UNSUPPORTED = "unsupported"


RETRIED = frozenset((Reason.BUSY, Reason.FAILED, Reason.UNREACHABLE))
_BY_STATUS = {401: Reason.KEY, 403: Reason.KEY, 404: Reason.UNKNOWN, 408: Reason.SLOW, 429: Reason.BUSY}
_BY_NAME = (
    (("Timeout",), Reason.SLOW),
    (("Authentication", "PermissionDenied", "Credentials"), Reason.KEY),
    (("NotFound",), Reason.UNKNOWN),
    (("RateLimit", "ResourceExhausted"), Reason.BUSY),
    (("Decode", "Protocol", "ReadError", "StreamError", "Incomplete", "APIResponse"), Reason.BROKEN),
    (("Connect", "gaierror"), Reason.UNREACHABLE),
)


class Stopped(Exception):  # noqa: N818  # Nothing failed.
    """The visitor wants no more of this answer."""


class Fault(Exception):  # noqa: N818  # It never leaves this room.
    """The chat model cannot answer, or did not; `detail` is for the operator and holds no text of anyone."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason, self.detail = reason, detail


def fault_of(error: BaseException, *, started: bool = False) -> Fault:
    """The fault that an error of some provider's package comes to.

    Its message is left out, since such messages quote keys and what was sent.
    """
    if isinstance(error, Fault):
        return error
    status = _status(error)
    names = [type(one).__name__ for one in _with_causes(error)]
    detail = f"{names[0]}{f' {status}' if status else ''}"
    if status in _BY_STATUS:
        return Fault(_BY_STATUS[status], detail)
    if "No generation chunks" in str(error):  # LangChain's word for a stream with nothing in it.
        return Fault(Reason.EMPTY, detail)
    if status and status >= 500:
        return Fault(Reason.FAILED, detail)
    for name in names:
        for parts, reason in _BY_NAME:
            if any(part in name for part in parts):
                is_cut_off = started and reason is Reason.UNREACHABLE
                return Fault(Reason.BROKEN if is_cut_off else reason, detail)
    return Fault(Reason.BROKEN if started else Reason.FAILED, detail)


def _status(error: BaseException) -> int:
    """The HTTP status that an error carries under one of the names that packages use; 0 for none."""
    for one in _with_causes(error):
        for holder in (one, getattr(one, "response", None)):
            for name in ("status_code", "status", "code", "http_status"):
                found = getattr(holder, name, None)
                if isinstance(found, int) and 100 <= found < 600:
                    return found
    return 0


def _with_causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one and one not in found and len(found) < 5:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found
