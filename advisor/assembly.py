"""The advisor put together from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.about_data import NoteFinder
from advisor.answering.composer import GroundedComposer
from advisor.chain import Advisor
from advisor.matching import AnswerFinder
from advisor.placing import OccupationFinder
from advisor.retrieval import PassageIndex
from advisor.settings import Settings
from advisor.understanding.labels import load_examples
from advisor.understanding.matching import EntryMatcher
from advisor.understanding.reader import NearestReader, QuestionReader
from advisor.understanding.understand import Understanding
from knowledge.catalog import Catalog, Split
from knowledge.chunk import Chunk
from knowledge.embedding import Embedder
from knowledge.facts import FactTables
from knowledge.lasting import lasting
from knowledge.profile import Profile

if TYPE_CHECKING:
    from advisor.writing.writer import Writer


@dataclass(frozen=True, slots=True)
class Networks:
    """What has learnt: it embeds texts, reads messages, and tells which line answers one."""

    embedder: Embedder
    reader: QuestionReader
    matcher: EntryMatcher


@lasting()
def assembled(
    settings: Settings,
    profiles: Iterable[Profile],
    chunks: Iterable[Chunk],
    index: PassageIndex,
    *,
    split: Split,
    networks: Networks | None = None,
) -> Advisor:
    """An advisor over these documents; without networks, it reads messages by the words of the examples.

    `split` makes the chunks of what is published of an occupation without a document.
    """
    examples = load_examples()
    tables = FactTables.load(settings.figures) if settings.figures else None
    catalog = Catalog(profiles, chunks, tables=tables, split=split)
    embedder = networks.embedder if networks else None
    finder = OccupationFinder(catalog, index, embedder)
    reader, guess = (networks.reader, finder.guess) if networks else (NearestReader(examples), None)
    return Advisor(
        catalog,
        Understanding(reader, catalog, examples, guess),
        index,
        GroundedComposer(catalog, mode="grounded" if networks else "words"),
        finder,
        AnswerFinder(catalog, networks.matcher, networks.embedder) if networks else None,
        NoteFinder(networks.embedder) if networks else None,
        writer=_writer(settings, catalog, embedder) if settings.model and embedder else None,
    )


def _writer(settings: Settings, catalog: Catalog, embedder: Embedder) -> Writer:
    """What has the chat model of the settings word the answers; LangChain is imported only for it."""
    from advisor.writing.chat_model import ChatModel, Limits
    from advisor.writing.spending import Spending
    from advisor.writing.writer import Writer

    limits = Limits(settings.model_first_seconds, settings.model_seconds, settings.model_tokens)
    spending = Spending(settings.visitor_tokens, settings.hour_tokens)
    return Writer(ChatModel(settings.model, limits), catalog, embedder, spending)
