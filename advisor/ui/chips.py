"""The limits and the findings of a résumé that answers go by, as buttons that take them off. No Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from advisor.question import Focus
from advisor.ui.view import Chip, found_in_resume, limits_in_play


def chips_html(focus: Focus) -> str:
    """A row for each kind that there is; empty without any."""
    rows = (("Limits", limits_in_play(focus)), ("Your résumé", found_in_resume(focus)))
    return "".join(_row(name, chips) for name, chips in rows if chips)


def _row(name: str, chips: Sequence[Chip]) -> str:
    buttons = "".join(map(_button, chips))
    named = f'<span class="own-name">{name}</span>'
    return f'<div class="own-row" role="group" aria-label="{name}">{named}{buttons}</div>'


def _button(chip: Chip) -> str:
    label = escape(chip.label)
    return (
        f'<button type="button" class="own-chip" data-say="{escape(chip.says)}" aria-label="remove {label}"'
        f' title="remove">{label} <span aria-hidden="true">&times;</span></button>'
    )
