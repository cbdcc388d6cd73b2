"""The search over profiles as a LangChain retriever, to stand in a chain of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from advisor.retrieval import PassageIndex
from knowledge.chunk import Passage


class ProfileRetriever(BaseRetriever):
    """The same search as a LangChain retriever: a question in, section documents out."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: PassageIndex
    k: int = 5
    profiles: tuple[str, ...] = ()

    def passages(self, query: str, profiles: Sequence[str] = (), *, k: int = 5) -> list[Passage]:
        """The passages with their scores, as the advisor takes them from the index."""
        return self.index.passages(query, profiles, k=k)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                id=passage.chunk.id,
                page_content=passage.chunk.text,
                metadata={
                    "profile": passage.chunk.profile,
                    "occupation": passage.chunk.occupation,
                    "code": passage.chunk.code,
                    "section": passage.chunk.section.value,
                    "score": passage.score,
                },
            )
            for passage in self.passages(query, self.profiles, k=self.k)
        ]
