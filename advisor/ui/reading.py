"""The bar between chat and box: how the last message was read, and the jobs in play. Knows no Gradio."""

from __future__ import annotations

from advisor.answering.phrases import phrases
from advisor.question import Correction, Focus
from advisor.ui.chips import chips_html
from advisor.ui.markup import render
from advisor.ui.view import Conversation
from advisor.ui.words import Words
from knowledge.catalog import Catalog
from knowledge.profile import Profile

IN_PLAY = 6  # Jobs to switch between.
TOPICS = (
    *("overview", "salary", "responsibilities", "skills", "tools", "education", "experience"),
    *("ai_effect", "automation", "copilot_tasks", "new_frontiers", "risks", "outlook", "market_demand"),
)
"""What a message can be said to have meant."""


def reading_bar(conversation: Conversation, catalog: Catalog | None, words: Words) -> str:
    """The bar's HTML; empty before there is anything to correct or to switch between."""
    last = conversation.turns[-1] if conversation.turns else None
    answer = last.answer if last else None
    about = [one for name in conversation.focus.profiles if catalog and (one := catalog.get(name))]
    names = phrases(words.language).topics
    return render(
        "reading.html",
        w=words,
        reading=answer.read_as if answer and about else "",
        job=about[0].title if about else "",
        topic=next(iter(conversation.focus.topics), ""),
        topics=[(slug, names[slug]) for slug in TOPICS],
        in_play=_in_play(conversation.focus, catalog),
        about=conversation.focus.profiles,
        editing=conversation.editing,
        chips=chips_html(conversation.focus, words),
    )


def correction_of(profile: str, topic: str) -> Correction | None:
    """What the visitor says was meant; None for a topic that is not offered."""
    return Correction(profile, topic) if profile and topic in TOPICS else None


def _in_play(focus: Focus, catalog: Catalog | None) -> list[Profile]:
    """The occupations that came up, the latest last; none where there is nothing to switch between."""
    names = list(dict.fromkeys((*focus.met, *focus.profiles)))[-IN_PLAY:]
    found = [one for name in names if catalog and (one := catalog.get(name))]
    return found if len(found) > 1 or not set(names) <= set(focus.profiles) else []
