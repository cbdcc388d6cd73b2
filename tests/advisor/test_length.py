"""How long the way in takes, and what of training nobody publishes."""

from __future__ import annotations

import pytest

from advisor.answering.length import NO_PAY_IN_TRAINING, NOT_PUBLISHED, answer_length, answer_paid_training
from advisor.answering.move_parts import Side
from knowledge.catalog import Catalog
from tests.advisor.made import asked

ELECTRICIANS, ACCOUNTANTS, ROOFERS = "47-2111.00", "13-2011.00", "47-2181.00"


@pytest.mark.parametrize(
    ("code", "text", "first", "also"),
    [
        (ELECTRICIANS, "how long does the apprenticeship take", NOT_PUBLISHED, "Training: apprenticeship"),
        (
            ROOFERS,
            "how long is the training needed",
            "Training: moderate-term on-the-job training",
            "up to a",
        ),
        (ACCOUNTANTS, "how many yrs?", "The way into Accountants and Auditors: usually a", "about 4 years"),
    ],
)
def test_the_length_asked_for_comes_first(
    shipped: Catalog, code: str, text: str, first: str, also: str
) -> None:
    found = answer_length(asked(text, "education"), Side.of(shipped.of_code(code), shipped))
    assert found
    assert found.sentences[0].text.startswith(first)
    assert also in " ".join(one.text for one in found.sentences)


def test_pay_while_learning_is_said_to_be_unknown(shipped: Catalog) -> None:
    side = Side.of(shipped.of_code(ELECTRICIANS), shipped)
    found = answer_paid_training(asked("do I get paid while I train", "experience"), side)
    assert found
    assert found.sentences[0].text == NO_PAY_IN_TRAINING
    assert answer_paid_training(asked("what do they earn", "salary"), side) is None
    assert answer_length(asked("is training hard", "experience"), side) is None
