"""Every error that the project raises on purpose, so that a caller can catch one family.

AdvisorError                  the family
├── ProfileFormatError        a document breaks the format: file, line, problem, how to mend it
├── DocumentReadError         a file cannot be read as a document at all
├── NoProfilesError           a folder holds no usable document
├── EmbedderError             the embedding model is missing, damaged or does not export
├── IndexMissingError         there is no index yet
├── IndexMismatchError        the index was built by another embedder
├── IndexDamagedError         the index cannot be read, or fails verification
├── NoIndexNowError           the index is of no use for now, whatever the documents are
│   ├── IndexUnwritableError  it cannot be written: a full disk, a read-only place
│   ├── IndexUnreachableError the server that keeps it is gone, or refuses
│   └── IndexBusyError        another process is writing it
├── ReleaseError              an official release is not in the format that the import reads
├── FiguresError              a table of facts is missing or damaged
├── UnderstandingError        the trained weights are missing, damaged or belong to another model
├── SettingsError             a variable of the environment holds what it cannot
├── FeedbackError             a thumbs-down cannot be written down
├── PromptFormatError         a test prompt is not what prompts/README.md describes
├── RunError                  a run of the test prompts is not there, or is damaged
├── JudgeError                the chat model that is to grade answers cannot be used
├── UnknownOccupationError    no occupation with figures has this title or code
└── BatchFormatError          a line of a batch is not what it should be
"""

from pathlib import Path

MOST_TOLD = 400  # Characters of what is wrong with a line.


class AdvisorError(Exception):
    """Something went wrong that the message explains and says how to mend."""


class ProfileFormatError(AdvisorError):
    """A profile document does not follow the format in `knowledge/README.md`."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        if len(problem) > MOST_TOLD:  # It quotes a line that is no line any more.
            problem = f"{problem[: MOST_TOLD // 2]} ... {problem[-MOST_TOLD // 2 :]}"
        super().__init__(f"{path.name}, line {line}: {problem}")
        self.path, self.line, self.problem = path, line, problem


class DocumentReadError(AdvisorError):
    """A file cannot be read as a document: unreadable, empty, binary or of an unknown kind."""


class NoProfilesError(AdvisorError):
    """A folder holds no usable document."""


class EmbedderError(AdvisorError):
    """The embedding model is missing, damaged or cannot be exported."""


class IndexMissingError(AdvisorError):
    """There is no index where one was expected."""


class IndexMismatchError(AdvisorError):
    """The index was built by another embedder than the one configured."""


class IndexDamagedError(AdvisorError):
    """The index cannot be opened, or does not hold what its manifest says."""


class NoIndexNowError(AdvisorError):
    """The index cannot be used or brought in line for now, for no fault of its own or the documents."""


class IndexUnwritableError(NoIndexNowError):
    """The index cannot be written: the disk is full, or nothing may be written there."""


class IndexUnreachableError(NoIndexNowError):
    """The server that keeps the index does not answer, or refuses."""


class IndexBusyError(NoIndexNowError):
    """Another process is writing the index."""


class ReleaseError(AdvisorError):
    """An official release, or another table to import, is not in the format it is published in."""


class FiguresError(AdvisorError):
    """A table of `knowledge/figures` is missing or damaged; the import makes it anew."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        place = f"{path.name}, line {line}" if line else path.name
        super().__init__(
            f"{place}: {problem} To make the tables anew: python app.py import onet RELEASE"
            f" --figures {path.parent} (--help tells the other sources)"
        )
        self.path, self.line, self.problem = path, line, problem


class UnderstandingError(AdvisorError):
    """The trained heads are missing or belong to another embedder."""


class SettingsError(AdvisorError):
    """A setting in the environment is not what README.md describes."""


class FeedbackError(AdvisorError):
    """The file of thumbs-down cannot be written, is busy, or is full."""


class PromptFormatError(AdvisorError):
    """A test prompt does not follow the format in `prompts/README.md`."""


class RunError(AdvisorError):
    """A directory holds no run of the test prompts, or a damaged one."""


class JudgeError(AdvisorError):
    """The chat model that is to grade answers is missing, refuses or does not answer."""


class UnknownOccupationError(AdvisorError):
    """No occupation with figures has this title or code."""


class BatchFormatError(AdvisorError):
    """A line given to `--batch` is not the JSON object that README.md documents."""
