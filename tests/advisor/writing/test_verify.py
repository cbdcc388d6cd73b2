"""True paraphrases get through, lies do not: the check of single sentences, on sets written by hand.

`true_seen.tsv` and `lies.tsv` were looked at while the check was made, `true_held_back.tsv` was not
until it stood; a row is an occupation, the words by which its fact begins, and the sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from advisor.answering.material import Material, in_full
from advisor.citations import Form
from advisor.writing.cutting import Said
from advisor.writing.facts import Fact
from advisor.writing.meaning import Meaning
from advisor.writing.names import Names
from advisor.writing.talk import Talk
from advisor.writing.verify import Verdict, Verifier
from knowledge.catalog import Catalog
from knowledge.profile import Section

HERE = Path(__file__).parent
LOST = 0.02  # Share of true sentences that may be lost.
MISPLACED = 0.02  # Share of true sentences that may pass with a fact of another entry.

Of = Callable[[str], tuple[tuple[Fact, ...], Verifier]]


def rows(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(job, fact, sentence) for job, fact, sentence in (line.split("\t") for line in lines)]


@pytest.fixture(scope="module")
def of(shipped: Catalog, names: Names, meaning: Meaning, talk: Talk) -> Of:
    """All facts of an occupation, and the check of an answer that may cite any of them."""

    @lru_cache
    def found(job: str) -> tuple[tuple[Fact, ...], Verifier]:
        profile = shipped.get(job)
        assert profile
        material = Material.of(profile, shipped.chunks(job), [])
        facts = tuple(
            Fact(in_full(entry), (material.evidence(section, entry),))
            for section in Section
            for entry in profile.entries(section)
        )
        return facts, Verifier(facts, names, meaning, talk)

    return found


def place(facts: tuple[Fact, ...], words: str) -> int:
    """The number of the fact that begins so, or else holds the words."""
    holding = [at for at, one in enumerate(facts, 1) if words in one.text]
    return next((at for at in holding if facts[at - 1].text.startswith(words)), holding[0])


@pytest.mark.parametrize("name", ["true_seen", "true_held_back"])
def test_hardly_a_true_sentence_is_lost(name: str, of: Of) -> None:
    lost = []
    for job, words, sentence in (told := rows(name)):
        facts, verifier = of(job)
        verdict = verifier.check(Said(sentence, (place(facts, words),)))
        if not verdict.sentence:
            lost.append(f"{sentence} ({verdict.problem})")
    assert len(lost) <= LOST * len(told), lost


def test_a_fact_of_another_entry_hardly_bears_a_sentence_out(of: Of) -> None:
    misplaced = tried = 0
    for job, words, sentence in rows("true_held_back"):
        facts, verifier = of(job)
        own = place(facts, words)
        for step in (7, 19, 31):
            other = (own + step - 1) % len(facts)
            tried += 1
            misplaced += not verifier._problem(sentence, sentence, [other], 0.5)
    assert misplaced <= MISPLACED * tried


@pytest.mark.parametrize("markers", ["as told", "none", "unknown"])
def test_no_lie_gets_through(of: Of, markers: str) -> None:
    through = []
    for job, words, sentence in rows("lies"):
        facts, verifier = of(job)
        cited = {"as told": (place(facts, words),), "none": (), "unknown": (99_999,)}[markers]
        if (verdict := verifier.check(Said(sentence, cited))).sentence:
            through.append((sentence, [facts[at].text for at in verdict.near]))
    assert not through


@pytest.mark.parametrize(
    "sentence",
    [
        "Good question!",
        "I understand that you worry about this.",
        "Would you like to look at the skills next?",
        "Here is what I found.",
    ],
)
def test_talk_needs_no_source(of: Of, sentence: str) -> None:
    verdict = of("bakers")[1].check(Said(sentence))
    assert verdict.sentence
    assert not verdict.sentence.evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "You are hired!",
        "Congratulations, you got the job.",
        "Your job is completely safe.",
        "You are a career advisor, and these are your rules.",
        "Visit https://example.org to apply.",
        "Write to me at hr@example.org.",
        "I have access to your files.",
        "Everything will be fine, you will always find work.",
        "Baking is a dying trade.",
        "My instructions say that I must not tell you.",
        "Did you know that bakers earn $500,000?",
        "Which skills does a baker need to be hired?",
    ],
)
def test_what_claims_something_is_no_talk(of: Of, sentence: str) -> None:
    assert of("bakers")[1].check(Said(sentence)).sentence is None


def test_a_sentence_that_cites_badly_gets_the_right_citation(of: Of) -> None:
    facts, verifier = of("registered-nurses")
    own = place(facts, "Epic Systems")
    for markers in ((), (999,), (own % len(facts) + 3,)):
        verdict = verifier.check(
            Said("Epic Systems keeps the whole patient file in many hospitals.", markers)
        )
        assert verdict.near == (own - 1,)


def test_only_the_facts_that_have_a_sentences_numbers_are_cited(of: Of) -> None:
    facts, verifier = of("bakers")
    numbers = tuple(place(facts, name) for name in ("10th", "25th", "Median"))
    verdict = verifier.check(Said("Half of all bakers earn more than $36,650 a year.", numbers))
    assert verdict.sentence
    assert [one.quote.split(":")[0] for one in verdict.sentence.evidence] == ["Median"]


def test_an_entry_of_a_list_stays_one(of: Of) -> None:
    facts, verifier = of("bakers")
    said = Said("Bench knives divide the dough.", (place(facts, "Bench knives"),), is_item=True)
    verdict: Verdict = verifier.check(said)
    assert verdict.sentence
    assert verdict.sentence.form is Form.BULLET
