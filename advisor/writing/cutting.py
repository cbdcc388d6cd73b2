"""From the stream of a chat model to its sentences: cut as they end, markers apart, markup taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 1200  # Characters without an end of a sentence; what is longer is none.
_MARKS = r"(?:[ \t]*\[[\d,;\s–-]+\])"
_END = re.compile(rf"[.!?…]+[\"'”’»)]*{_MARKS}*(?=[ \t]+(?!\[)\S)|[。！？]{_MARKS}*(?=\S)|(?=\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|no|mr|mrs|ms|dr|st|jr|sr|approx|dept|fig|p\.ej|bzw|ca|z\.\s?b|d\.\s?h|sra?)"
    r"|\b[A-Z]|(?:\b\w\.)+\w|^\s*\d+)\.$",
    re.I,
)
_ITEM = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_MARKER = re.compile(r"\s*\[([\d,;\s–-]+)\]")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)|(\d+)")
_MARKUP = re.compile(r"\*\*|__|`+|^\s*#+\s*|^\s*>\s*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
_OPENING = ("<think>", "<thinking>")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the model, without its markup."""

    text: str
    markers: tuple[int, ...] = ()
    """The numbers of the facts that it cites."""
    is_item: bool = False
    """Whether it begins an entry of a list."""
    goes_on: bool = False
    """Whether it goes on in the same entry of a list as the one before."""


def sentences_of(stream: Iterable[str]) -> Iterator[Said]:
    """The sentences of a stream of pieces of text, each as soon as it is known to have ended."""
    held = ""
    in_item = False
    for piece in _without_thoughts(stream):
        held += piece
        while found := _first_end(held):
            part, held = held[: found.end()], held[found.end() :]
            if said := _said(part, in_item=in_item):
                yield said
            in_item = (in_item or bool(_ITEM.match(part))) and not held.startswith("\n")
            held = held.lstrip("\n") if held.startswith("\n") else held
        if len(held) > LONGEST:
            held = held[-LONGEST:]
    if said := _said(held, in_item=in_item):
        yield said


def _first_end(text: str) -> re.Match[str] | None:
    """Where the first sentence ends; a line's end does, an abbreviation's full stop does not."""
    for found in _END.finditer(text):
        part = text[: found.end()]
        if found.group() and _ABBREVIATION.search(_MARKER.sub("", part).rstrip("\"'”’»)")):
            continue
        if part.strip() or text.startswith("\n"):
            return found
    return None


def _said(part: str, *, in_item: bool = False) -> Said | None:
    item = _ITEM.match(part)
    text = part[item.end() :] if item else part
    text = _MARKUP.sub("", _LINK.sub(r"\1", text))
    markers = tuple(dict.fromkeys(number for found in _MARKER.findall(text) for number in _numbers(found)))
    text = " ".join(_MARKER.sub("", text).split())
    text = re.sub(r"\s+([.,;:!?])", r"\1", text)
    if not re.search(r"\w", text):
        return None
    return Said(text, markers, bool(item), in_item and not item)


def _numbers(marker: str) -> list[int]:
    """The numbers of one marker, as of "2", "2, 3" and "2-4"."""
    numbers: list[int] = []
    for first, last, single in _RANGE.findall(marker):
        numbers += [int(single)] if single else list(range(int(first), min(int(last), int(first) + 20) + 1))
    return numbers


def _without_thoughts(stream: Iterable[str]) -> Iterator[str]:
    """The stream without what a reasoning model thinks aloud before it answers."""
    held, is_open = "", True
    for piece in stream:
        if not is_open:
            yield piece
            continue
        held += piece
        start = held.lstrip()
        if any(one.startswith(start[: len(one)]) for one in _OPENING):  # May become a thought yet.
            rest = _THOUGHT.sub("", held, count=1)
            if "</think" not in held:
                continue
            held = rest
        is_open = False
        yield held
        held = ""
    if held:
        yield _THOUGHT.sub("", held)
