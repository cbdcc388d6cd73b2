"""The limits and the findings of a résumé that answers go by, as buttons that take them off. No Gradio."""

from __future__ import annotations

from advisor.question import Focus
from advisor.ui.markup import render
from advisor.ui.view import Chip, found_in_resume, limits_in_play
from advisor.ui.words import Words

FORGET = "Forget my résumé"
"""What the button that lets a résumé go says in the chat, in the language that it is read in."""


def chips_html(focus: Focus, words: Words) -> str:
    """A row for each kind that there is; empty without any."""
    rows: list[tuple[str, tuple[Chip, ...], str]] = [
        (words("limits"), limits_in_play(focus), ""),
        (words("my_resume"), found_in_resume(focus), FORGET),
    ]
    return render("chips.html", w=words, rows=[row for row in rows if row[1]])
