"""Messages, conversations and filters that nobody should send: a sane answer or a clear refusal to each."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.composer import GroundedComposer
from advisor.chain import PAST, Advisor
from advisor.citations import Answer
from advisor.question import Focus, Question
from advisor.retrieval import PassageIndex
from advisor.ui.export import KINDS, export
from advisor.ui.kept import keep, read_all, read_kept, restored
from advisor.ui.render import answer_markdown, message_markdown, sources_panel
from advisor.ui.updates import ENGLISH
from advisor.ui.view import retraced
from advisor.understanding.cleaned import MAX_LENGTH
from advisor.understanding.labels import load_examples
from advisor.understanding.reader import NearestReader
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of
from knowledge.catalog import Catalog
from knowledge.profile import Profile
from tests.advisor.ui.test_kept import talked
from tests.knowledge.made_figures import Made, made_tables

MADE = (
    Made("51-3011.00", "Bakers", median="30000", growth=5.0),
    Made("41-2011.00", "Cashiers", median="31000", growth=-9.0),
    Made("47-2111.00", "Electricians", median="62000", growth=9.0),
    Made("29-1141.00", "Registered Nurses", median="93000", growth=4.0),
)
# The made figures hold no ratings to compare by.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
MEGABYTE = 1_000_000
OUTCOMES = ("answer", "decline", "clarify", "chat")


@pytest.fixture(scope="module")
def advisor(bakers: Profile, florists: Profile, tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """Two documents and the figures of four occupations; no model."""
    examples = load_examples()
    profiles = [bakers, florists]
    chunks = {chunk.id: chunk for chunk in chunks_of(profiles)}
    tables = made_tables(tmp_path_factory.mktemp("tables"), MADE)
    catalog = Catalog(profiles, chunks.values(), tables=tables, split=split_whole)
    return Advisor(
        catalog,
        Understanding(NearestReader(examples), catalog, examples),
        PassageIndex(chunks.values()),
        GroundedComposer(catalog),
    )


def sane(answer: Answer) -> str:
    """The answer's text; an AssertionError tells what is wrong with it."""
    assert answer.outcome in OUTCOMES
    assert answer.text.strip()
    assert len(answer.text) < 20_000
    assert not any(char in answer.text for char in "\0\x1b\x07\u202e\u200b")
    answer.text.encode()
    assert all(one.quote in one.chunk.body or one.quote for one in answer.citations)
    return answer.text


# Messages

BAD_MESSAGES = {
    "empty": "",
    "blanks": " \t\n\r\x0b\u2028\u3000",
    "a megabyte of one letter": "a" * MEGABYTE,
    "a megabyte of words": "what does a baker earn " * (MEGABYTE // 23),
    "a megabyte without a blank": "bakerpay" * (MEGABYTE // 8),
    "a megabyte of lines": "baker\n" * (MEGABYTE // 6),
    "a megabyte of digits": "9" * MEGABYTE,
    "a megabyte of brackets": "(" * MEGABYTE,
    "a megabyte of marks": "?!" * (MEGABYTE // 2),
    "a megabyte of nothing to see": "\u200b" * MEGABYTE,
    "control characters": "".join(map(chr, range(32))) + "what does a baker earn" + "\x7f\x80\x9f",
    "zeros": "\0baker\0pay\0",
    "an escape sequence": "\x1b[2J\x1b]0;owned\x07 what does a baker earn",
    "right to left": "\u202eكم يكسب الخباز؟\u202c baker pay",
    "Hebrew": "כמה מרוויח אופה?",
    "emoji": "👩‍🍳💰❓ baker 🧑🏽‍🔬" * 50,
    "zero width": "w\u200bh\u200ba\u200bt d\u200bo b\u200ba\u200bk\u200be\u200br\u200bs earn",
    "combining marks": "baker pay" + "\u0301" * 5_000,
    "lone surrogates": "baker \ud800\udfff\udcff pay",
    "not characters": "baker \ufffe\uffff\U0010ffff pay",
    "mathematical letters": "𝓌𝒽𝒶𝓉 𝒹ℴℯ𝓈 𝒶 𝒷𝒶𝓀ℯ𝓇 ℯ𝒶𝓇𝓃",
    "script": "<script>alert(1)</script> baker <img src=x onerror=alert(1)>",
    "a template": "{{7*7}} ${7*7} {question} %s %n baker pay",
    "SQL": "baker'; DROP TABLE chunks; -- pay",
    "a path": "../../../../etc/passwd baker pay",
    "a pattern": "(a+)+$ [baker*(?:pay",
    "deep brackets": "[" * 5_000 + "baker" + "]" * 5_000,
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_any_message_gets_a_sane_answer(advisor: Advisor, name: str) -> None:
    answered = advisor.ask(BAD_MESSAGES[name])
    sane(answered.answer)
    assert len(answered.focus.said) <= 2 * MAX_LENGTH
    follow_up = advisor.ask("What does a baker earn?", answered.focus)
    assert "$34,000" in sane(follow_up.answer)


ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(categories=["Cs", "Cf", "Mn", "Cc", "Lo"]), max_size=100),
    st.lists(
        st.sampled_from(
            [
                *"baker bakers florist pay over under $ 1e309 -5 least most jobs top than compare".split(),
                *"? ( [ ** 10 99999999999 résumé forget first second it my skills degree years".split(),
            ]
        ),
        max_size=20,
    ).map(" ".join),
)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_understood_and_any_text_after_it(advisor: Advisor, first: str, second: str) -> None:
    answered = advisor.ask(first)
    question = advisor._understanding.understand(second, answered.focus)
    assert isinstance(question, Question)
    assert len(question.text) <= MAX_LENGTH
    assert question.intent
    known = {one.id for one in advisor.catalog}
    assert {*question.profiles, *question.choices} <= known
    sane(advisor.ask(second, answered.focus).answer)


@pytest.mark.parametrize(
    "text",
    [
        "jobs that pay at least $1e309",
        "jobs that pay over -5",
        "jobs that pay at least 9999999999999999999999999999",
        "at least 9999999 jobs under $0",
        "top 99999999 jobs",
        "top -3 jobs",
        "top 0 jobs",
        "the 99999999999999999999th best paid job",
        "jobs over $nan and under $inf",
        "jobs over $100k and under $10",
        "jobs that grow by more than 1e400 percent",
        "jobs over $" + "9" * 400,
        "jobs over ٣٠٠٠٠",
        "jobs over $30k " + "and over $30k " * 100,
        "jobs with exposure below -1 % and above 101 %",
        "I'm a baker, what could I move to that pays over $" + "9" * 50,
        "give me a plan with -3 hours a week and 1e309 dollars over 99999999 years",
    ],
)
def test_an_absurd_filter_gets_a_sane_answer(advisor: Advisor, text: str) -> None:
    said = sane(advisor.ask(text).answer)
    assert "inf" not in said.split()
    assert "nan" not in said.lower().split()
    assert "e+" not in said


# Long conversations

ASKED = (
    "What does a baker earn?",
    "And a florist?",
    "What about the second one?",
    "best paid jobs",
    "only those over $40k",
    "without a degree",
    "I'm a baker, what could I move to?",
    "over 45k",
    "thanks",
    "which tools do they use",
    "asdf",
    "",
    "compare bakers and florists",
)


def test_a_conversation_of_any_length_is_kept_in_the_same_room(advisor: Advisor) -> None:
    dice = random.Random(1)
    focus, sizes = Focus(), []
    for _ in range(1_000):
        focus = advisor.ask(dice.choice(ASKED), focus).focus
        sizes.append(len(repr(focus)))
    assert len(focus.past) <= PAST
    assert max(sizes[500:]) <= max(sizes[:500]) * 1.2
    assert "$34,000" in sane(advisor.ask("What does a baker earn?", focus).answer)


# What a browser sends back as a kept conversation


@pytest.fixture(scope="module")
def kept(advisor: Advisor) -> dict[str, Any]:
    found = keep(talked(advisor, "What does a baker earn?", "and a florist?"))
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of a nested object stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, one in items for place in places(one, (*path, name)))]


FORGED = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        [
            "<img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "../../../etc/passwd",
            "bakers",
            "salary",
            "answer",
            "\ud800",
            "\0",
            "x" * 20_001,
            2**70,
            -1,
            [],
            {},
            [[]] * 70,
            {"bakers/salary": {}},
        ]
    ),
)


@given(st.data())
def test_a_forged_conversation_is_left_out_or_harmless(
    advisor: Advisor, kept: dict[str, Any], data: st.DataObject
) -> None:
    forged = copy.deepcopy(kept)
    for place in data.draw(st.lists(st.sampled_from(places(kept)[1:]), min_size=1, max_size=3)):
        at: Any = forged
        try:
            for name in place[:-1]:
                at = at[name]
            at[place[-1]]  # It is still there after the one forged before.
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(at, (dict, list)):
            at[place[-1]] = data.draw(FORGED)
    read = read_kept(forged)
    if not read:
        return
    conversation = retraced(restored(read), advisor)
    assert {*conversation.focus.profiles, *conversation.focus.met} <= {one.id for one in advisor.catalog}
    shown = [sources_panel(conversation, advisor.catalog, ENGLISH)]
    for turn in conversation.turns:
        shown += [message_markdown(turn.message), answer_markdown(turn)]
    assert not [one for one in shown if "<img" in one]
    assert "<img" not in export(read, "html", ENGLISH).text
    for kind in KINDS:
        export(read, kind, ENGLISH)
    sane(advisor.ask("What does a baker earn?", conversation.focus).answer)


@given(st.recursive(FORGED, lambda of: st.lists(of, max_size=3) | st.dictionaries(st.text(max_size=5), of)))
def test_anything_else_that_is_sent_back_is_nothing(given_back: object) -> None:
    assert read_kept(given_back) is None
    assert read_all(given_back) == []


# Batches


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "1", "turns": ["' + "a" * MEGABYTE + '"]}',
        '{"id": "1", "turns": ["\\ud800 baker \\u0000 pay"]}',
        '{"id": "1", "turns": ["\\u202ebaker"]}',
        '{"id": 1e999, "turns": ["baker pay"]}',
        '{"id": "1", "turns": ["baker pay"], "turns": []}',
        "[" * 100_000,
        '{"id": "1", "turns": [' + "[" * 50_000,
        "9" * 5_000,
        '{"id": NaN, "turns": ["baker pay"]}',
        "\ufeff" + '{"id": "1", "turns": ["baker pay"]}',
    ],
    ids=range(10),
)
def test_a_line_of_a_batch_is_answered_in_one_line_or_refused_by_its_number(
    advisor: Advisor, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    from advisor.console import answer_batch
    from knowledge.errors import BatchFormatError

    path = tmp_path / "batch.jsonl"
    path.write_text(line + "\n", "utf-8")
    try:
        answer_batch(advisor, str(path))
    except BatchFormatError as refused:
        assert "1" in str(refused)
        assert len(str(refused)) < 500
        return
    printed = capsys.readouterr().out
    printed.encode()
    (answer,) = printed.splitlines()
    assert json.loads(answer)["output"]
