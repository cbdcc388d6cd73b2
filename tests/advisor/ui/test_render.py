"""Text from outside shows as it was typed; markers lead to exactly one place in the sources."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.answering.exposure import EXPOSURE_NOTE, METHOD
from advisor.chain import Advisor
from advisor.citations import Answer, Citation, Draft, Form, Sentence, cite
from advisor.events import Answered
from advisor.jobs.atlas import Atlas
from advisor.question import Focus
from advisor.ui.render import LONGEST, answer_markdown, empty_panel, message_markdown
from advisor.ui.render import sources_panel as sources_in
from advisor.ui.updates import ENGLISH
from advisor.ui.view import Conversation, Turn
from knowledge.catalog import Catalog
from knowledge.chunk import Chunk
from knowledge.profile import Profile, Section, SectionText, Statement

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"paragraph_open", "paragraph_close", "inline"}
PLAIN_INLINE = {"text", "text_special", "softbreak", "hardbreak", "entity"}
TAGS = {"div", "section", "article", "h2", "span", "ul", "li", "mark", "footer", "p", "em"}
ATTRIBUTES = {"class", "id", "tabindex", "data-turn", "aria-label", "hidden"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "</details></section></div>",
    '" onmouseover="alert(1)',
    "<https://evil.example>",
)
QUESTIONS = (
    "What does a customs officer earn?",
    "Which duties can AI not help with?",
    "Do I need a college degree for it?",
    "Is AI going to take the job?",
    "Which skills are rated High?",
    "What are the risks?",
    "How many tools are there and which?",
    "What is the AI impact score?",
    "Tell me about the job.",
    "What is the demand on the job market?",
    "Compare the automation opportunities with the co-pilot tasks.",
    "Wie viel verdient man?",
    "What are the working hours?",
)


def sources_panel(conversation: Conversation, catalog: Catalog | None) -> str:
    return sources_in(conversation, catalog, ENGLISH)


@dataclass
class Panel(HTMLParser):
    """Reads a panel: its tags, attributes, the ids with their text, and whether all tags close."""

    tags: Counter[str] = field(default_factory=Counter)
    attributes: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    words: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    text: str = ""
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.tags[tag] += 1
        self.attributes |= set(facts)
        self.classes.update((facts.get("class") or "").split())
        if ident := facts.get("id"):
            self.ids.append(ident)
        if "hidden" in facts:
            self.hidden.add(facts.get("data-turn") or "")
        self._open.append((tag, facts.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, ident in self._open:
            if ident:
                self.words[ident] = f"{self.words.get(ident, '')} {data}"

    def close(self) -> None:
        super().close()
        assert not self._open, f"never closed: {self._open}"


def read(html: str) -> Panel:
    panel = Panel()
    panel.feed(html)
    panel.close()
    return panel


def squeezed(text: str) -> str:
    return " ".join(text.split())


def shown_plainly(markdown: str) -> str:
    """The words a Markdown reader shows, after checking that it sees nothing but plain text."""
    shown = []
    for token in MARKDOWN.parse(markdown):
        assert token.type in PLAIN, f"{token.type} {token.tag}"
        for child in token.children or ():
            assert child.type in PLAIN_INLINE, child.type
            shown.append(child.content or " ")
        shown.append(" ")
    return squeezed("".join(shown))


def profile_of(*quotes: str, title: str = "Bakers", document: str = "bakers.md") -> Profile:
    entries = tuple(Statement(quote=one, line=9 + at, text=one) for at, one in enumerate(quotes))
    section = SectionText(Section.RISKS, Section.RISKS.heading, 8, "\n".join(quotes), entries)
    return Profile("bakers", title, "", document, (), (section,))


def conversation_on(profile: Profile, *quotes: str) -> Conversation:
    """One finished turn that cites the quotes of the profile's one section."""
    section = profile.sections[0]
    chunk = Chunk(
        "bakers/risks", profile.id, profile.title, "", section.section, section.heading, section.body, 8
    )
    citations = tuple(Citation(at, chunk, quote, 9) for at, quote in enumerate(quotes, 1))
    text = " ".join(f"Sentence [{one.marker}]." for one in citations)
    answer = Answer(text, citations, "answer", abstained=False)
    return Conversation((Turn(1, "risks?", answer.text, answer=answer),), Focus(), (Focus(),))


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "plain words",
        "# not a heading",
        "- not a list",
        "1. not a list",
        "1) not a list",
        "Pay\n---",
        "Pay\n===",
        "---",
        "    not code",
        "one\n\n    not code",
        "```\nnot code\n```",
        "> not a quotation",
        "| a | b |\n|---|---|\n| c | d |",
        "[x]: https://evil.example\n[x]",
        "snake_case and *stars* and ~~tildes~~ and `ticks`",
        "$45,000 to $90,000",
        "&lt;b&gt; stays as typed",
        "a back\\slash \\* and \\[",
    ],
)
def test_a_message_shows_as_it_was_typed(text: str) -> None:
    assert shown_plainly(message_markdown(text)) == squeezed(text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab 1.)(-+*_=#>|`~<&;:/![]\\\n\t"), max_size=30))
def test_no_message_is_anything_but_plain_text(text: str) -> None:
    assert shown_plainly(message_markdown(text)) == squeezed(text)


def test_a_very_long_message_is_cut() -> None:
    assert len(message_markdown("<" * 10 * LONGEST)) <= LONGEST


def test_a_very_long_answer_is_cut() -> None:
    assert len(answer_markdown(Turn(1, "x", "word " * LONGEST))) <= 2 * LONGEST


def test_every_marker_is_a_link_to_its_own_turn() -> None:
    shown = answer_markdown(Turn(7, "x", "It pays well [1][2].\n\n- A list [12]"))
    assert re.findall(r"\[(\d+)\]\(#source-7-(\d+)\)", shown) == [("1", "1"), ("2", "2"), ("12", "12")]


def test_a_list_stays_a_list_and_a_paragraph_a_paragraph() -> None:
    tokens = MARKDOWN.parse(answer_markdown(Turn(1, "x", "Two things:\n\n- one [1]\n- two [2]")))
    kinds = Counter(token.type for token in tokens)
    assert kinds["list_item_open"] == 2
    assert kinds["heading_open"] == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_an_answer_is_markup(text: str) -> None:
    answer = Answer(f"{text} [1]", (), "answer", abstained=False, read_as=text)
    tokens = MARKDOWN.parse(answer_markdown(Turn(3, "x", answer.text, answer=answer)))
    children = [child for token in tokens for child in token.children or ()]
    links = [child.attrs["href"] for child in children if child.type == "link_open"]
    assert set(links) <= {"#source-3-1"}
    assert {child.type for child in children} <= PLAIN_INLINE | {
        "link_open", "link_close", "em_open", "em_close",
    }  # fmt: skip
    assert text in "".join(child.content for child in children)


def test_a_number_in_brackets_without_a_source_is_no_citation() -> None:
    quote = "Bakers read [7] of the annex."
    answer = conversation_on(profile_of(quote), quote).turns[0].answer
    assert answer
    turn = Turn(1, "x", "Bakers read [7] of the annex [1].", answer=answer)
    assert re.findall(r"\(#source-1-(\d+)\)", answer_markdown(turn)) == ["1"]


def links_of(turn: Turn) -> list[object]:
    """Where the links of an answer lead, as a Markdown reader sees them."""
    tokens = MARKDOWN.parse(answer_markdown(turn))
    children = [child for token in tokens for child in token.children or ()]
    return [child.attrs["href"] for child in children if child.type == "link_open"]


def finished(*sentences: Sentence) -> Turn:
    answer = cite(Draft(sentences), profiles=())
    assert not answer.dropped
    return Turn(1, "x", answer.text, answer=answer)


def test_our_remark_on_exposure_links_to_the_method() -> None:
    turn = finished(Sentence("It is low."), EXPOSURE_NOTE)
    assert links_of(turn) == ["method"]
    assert answer_markdown(turn).endswith(f"See [{METHOD}](method).")


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence(EXPOSURE_NOTE.text),
        Sentence(EXPOSURE_NOTE.text, form=Form.BULLET),
        Sentence(f"See {METHOD}.", form=Form.NOTE),
        Sentence(f"See [{METHOD}](method).", form=Form.NOTE),
        Sentence(f'I took "x" for {EXPOSURE_NOTE.text}', form=Form.NOTE),
    ],
    ids=["a statement", "an entry", "the last words", "Markdown", "a quotation"],
)
def test_the_same_words_from_anywhere_else_are_no_link(sentence: Sentence) -> None:
    assert links_of(finished(Sentence("It is low."), sentence)) == []


def test_only_the_remark_itself_links_where_its_words_stand_twice() -> None:
    assert links_of(finished(Sentence(EXPOSURE_NOTE.text), EXPOSURE_NOTE)) == ["method"]


def test_a_message_or_an_answer_that_still_streams_has_no_link() -> None:
    assert links_of(Turn(1, "x", EXPOSURE_NOTE.text)) == []
    assert shown_plainly(message_markdown(EXPOSURE_NOTE.text)) == EXPOSURE_NOTE.text
    read_as = Answer("It is low.", (), "answer", abstained=False, read_as=EXPOSURE_NOTE.text)
    assert links_of(Turn(1, "x", read_as.text, answer=read_as)) == []


def test_how_the_message_was_read_stands_below_the_answer() -> None:
    answer = Answer("It pays.", (), "answer", abstained=False, read_as="Bakers: pay")
    shown = answer_markdown(Turn(1, "x", answer.text, answer=answer))
    assert shown.index("It pays.") < shown.index("Bakers: pay")


def test_without_citations_the_panel_tells_what_it_is_for() -> None:
    catalog = Catalog([profile_of("One risk.")])
    assert sources_panel(Conversation(), catalog) == empty_panel(ENGLISH)
    assert sources_panel(Conversation().asked("x"), catalog) == empty_panel(ENGLISH)
    assert sources_panel(Conversation().asked("x"), None) == empty_panel(ENGLISH)


def test_a_card_shows_the_section_the_document_and_the_line_with_the_cited_entry_marked() -> None:
    profile = profile_of("Burns from the oven.", "Early hours.", document="trades/bakers.md")
    panel = read(sources_panel(conversation_on(profile, "Early hours."), Catalog([profile])))
    assert "Early hours." in panel.words["source-1-1"]
    assert "Burns" not in panel.words["source-1-1"]
    assert panel.classes["cited"] == 1
    for shown in ("Burns from the oven.", "Bakers", "trades/bakers.md", "line 8", Section.RISKS.heading):
        assert shown in panel.text


def test_a_citation_of_the_whole_section_opens_its_card() -> None:
    profile = profile_of("Burns.", "Early hours.")
    panel = read(sources_panel(conversation_on(profile, "Burns.\nEarly hours."), Catalog([profile])))
    assert "Burns." in panel.words["source-1-1"]
    assert "Early hours." in panel.words["source-1-1"]


def test_a_heading_without_a_value_is_said_to_be_blank() -> None:
    profile = profile_of()
    panel = read(sources_panel(conversation_on(profile, Section.RISKS.heading), Catalog([profile])))
    assert "nothing" in panel.words["source-1-1"]


def test_a_document_that_has_gone_still_shows_the_words_that_were_cited() -> None:
    conversation = conversation_on(profile_of("Burns from the oven."), "Burns from the oven.")
    panel = read(sources_panel(conversation, Catalog([])))
    assert "Burns from the oven." in panel.words["source-1-1"]


def test_only_the_newest_cited_turn_is_on_show_and_the_older_ones_are_kept() -> None:
    profile = profile_of("Burns.", "Early hours.")
    one = conversation_on(profile, "Burns.")
    assert one.turns[0].answer
    two = one.asked("more?").fold(Answered(one.turns[0].answer, Focus()))
    panel = read(sources_panel(two, Catalog([profile])))
    assert panel.hidden == {"1"}
    assert {"source-1-1", "source-2-1"} <= set(panel.ids)


def test_every_marker_of_an_answer_opens_exactly_one_place(advisor: Advisor) -> None:
    conversation = Conversation()
    for question in QUESTIONS:
        conversation = conversation.asked(question)
        for event in advisor.stream(question, conversation.focus):
            conversation = conversation.fold(event)
    panel = read(sources_panel(conversation, advisor.catalog))
    markers = [
        anchor
        for turn in conversation.turns
        for anchor in re.findall(r"\]\(#(source-\d+-\d+)\)", answer_markdown(turn))
    ]
    assert len(markers) > len(QUESTIONS)
    assert Counter(panel.ids) == Counter(set(markers))


def test_every_marker_opens_the_words_that_were_cited(advisor: Advisor) -> None:
    for question in QUESTIONS:
        conversation = Conversation().asked(question)
        for event in advisor.stream(question):
            conversation = conversation.fold(event)
        answer = conversation.turns[0].answer
        assert answer
        panel = read(sources_panel(conversation, advisor.catalog))
        for citation in answer.citations:
            quoted = set(re.findall(r"\w+", citation.quote))
            shown = set(re.findall(r"\w+", panel.words[f"source-1-{citation.marker}"]))
            assert quoted <= shown, f"{question}: {citation.quote!r}"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20).filter(str.strip), min_size=1, max_size=4),
    st.sampled_from(HOSTILE),
    st.sampled_from(HOSTILE),
)
def test_nothing_in_a_document_is_markup_in_the_panel(quotes: list[str], title: str, name: str) -> None:
    profile = profile_of(*quotes, title=title, document=name)
    panel = read(sources_panel(conversation_on(profile, quotes[0]), Catalog([profile])))
    assert set(panel.tags) <= TAGS
    assert panel.attributes <= ATTRIBUTES
    assert panel.tags["article"] == 1
    assert title in panel.text
    assert name in panel.text


def test_what_a_document_still_says_is_not_called_changed(shipped: Atlas) -> None:
    for row in shipped.listing.rows[::60]:
        profile = shipped.catalog.get(row.id)
        assert profile
        for chunk in shipped.catalog.chunks(row.id).values():
            citation = Citation(1, chunk, chunk.body, chunk.line)
            answer = Answer("x [1]", (citation,), "answer", abstained=False)
            said = Conversation().asked("x").fold(Answered(answer, Focus()))
            assert "as it stood" not in sources_panel(said, shipped.catalog), chunk.id


def test_what_a_document_no_longer_says_is_shown_as_it_was() -> None:
    before, after = profile_of("Burns from the oven."), profile_of("Cold hands.")
    panel = sources_panel(conversation_on(before, "Burns from the oven."), Catalog([after]))
    assert "as it stood when the answer was given" in panel
    assert "Burns from the oven." in read(panel).words["source-1-1"]
    assert "Cold hands" not in panel
