"""How surely a question was read, and how surely what was found answers it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.aim import Aim
from advisor.answering.lists import NAMES
from advisor.citations import Sentence
from advisor.matching import ANSWERS
from advisor.question import Question
from knowledge.profile import Section

SURELY_SAID = 0.75  # Score from which an entry answers though no section is meant for it.
BEYOND_DOUBT = 0.9  # The same where what no section holds is what is asked for most.
SURELY_UNCOVERED = 0.7  # Topic share from which a near entry is not what is asked for.
GUESSWORK = 0.4  # Share of the likeliest topic below which a yes or no is looked for in no list.
WILD_GUESS = 0.25  # The same for what is no list.
LOOSELY = 0.3  # The same of a topic that published figures answer, below which that is said to come near.


def comes_near(asked: Question, published: Question) -> list[Sentence]:
    """That figures only come near, where they stand in for something that was hardly read as asked."""
    first = asked.uncovered[:1]
    if not first or first == published.uncovered[:1] or asked.topic_shares.get(first[0], 1.0) >= LOOSELY:
        return []
    return [Sentence("No figure here is just that, if I read it right. What comes near:")]


def is_meant(topic: str, aim: Aim) -> bool:
    """Whether a topic is no list, or one that an entry asked about stands in."""
    return topic not in set(NAMES) or bool(aim.entries.get(Section(topic)))


def is_guesswork(question: Question, topics: Sequence[str]) -> bool:
    """Whether hardly anything says what a yes or no is asked of, least where a list would be searched."""
    likeliest = max(question.topic_shares.values(), default=1.0)
    is_list = bool(topics) and topics[0] in set(NAMES)
    needed = GUESSWORK if is_list else WILD_GUESS
    return question.kind == "yes_no" and bool(topics) and likeliest < needed and not question.facets


def is_answered(aim: Aim) -> bool:
    """Whether an entry of the profile surely says what is asked, above all one of what it is asked of."""
    return any(
        score >= (ANSWERS if home.value in aim.topics else SURELY_SAID) for home, _, score in aim.nearest
    )


def answers_anyway(question: Question, aim: Aim) -> bool:
    """Whether the profile plainly speaks of what is asked though no section is meant for it."""
    sure = max(question.topic_shares.get(topic, 0.0) for topic in question.uncovered) >= SURELY_UNCOVERED
    if (
        aim.entries
        and not sure
        and not set(question.uncovered) & {"forecast_number", "location", "pay_detail"}
    ):
        best = aim.nearest[0][2] if aim.nearest else 0.0
        shares = question.topic_shares
        mostly = max(shares.get(one, 0.0) for one in question.uncovered) > max(
            (shares.get(one, 0.0) for one in question.topics), default=0.0
        )
        return best >= (BEYOND_DOUBT if mostly else SURELY_SAID)
    return False
