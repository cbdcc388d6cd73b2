"""Documents and embedders made for a test: small profiles in both formats, models that misbehave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from knowledge.embedding import Vectors
from tests.fakes import HashingEmbedder

HOUSE = """\
# Bakers
Code: 51-3011.00
Also called: pastry cook, bread baker

## Career Summary
Bakers mix dough and bake bread. They start before dawn.

## AI Impact Score

## Salary Data
- **Minimum**: $25,000
- **Median**: $36,500 a year
- **Hourly**: $17.55 an hour

## Job Responsibilities
- Weigh flour by the recipe (AI can assist)
- Shape loaves by hand

## Education
- No formal schooling is asked for

## Experience
- A year in a kitchen helps

## In-Demand Skills
- **Stamina** (High): Dough is heavy.
- **Arithmetic** (medium): Recipes are scaled up.
- **Small talk** (Low): Few customers are about at four in the morning.

## Job Market Demand
- Towns want fresh bread again.

## AI Integration
- Ovens report their temperature.

## AI Co-Pilot Tasks
- A planner foretells how many rolls will sell.

## Automation Opportunities
- Dividing dough into equal pieces.

## New Frontiers
- Recipe designer, who plans bread for allergies.

## Recommended Tools
- **Spiral mixer (SM)** (Machine): Kneads without warming the dough.
- **FlourSheet** (Software): Scales recipes.

## Risks & Considerations
- **Burns**: Ovens and trays are hot.

## Career Outlook
Demand stays level. Small shops grow.
"""

PAGE = """\
Bakers
AI Impact Analysis
Career Summary
Bakers mix dough and bake bread. They start before dawn.
AI Impact Score
Salary Data
- Minimum
- $25,000
- Median
- $36,500 a year
- Hourly
- $17.55 an hour
Job Responsibilities
- Weigh flour by the recipe (AI can assist)
- Shape loaves by hand
Requirements
- Education
- No formal schooling is asked for
- Experience
- A year in a kitchen helps
In-Demand Skills
-
Stamina
High
Dough is heavy.
-
Arithmetic
medium
Recipes are scaled up.
-
Small talk
Low
Few customers are about at four in the morning.
Job Market Demand
- Towns want fresh bread again.
AI Integration
- Ovens report their temperature.
AI Co-Pilot Tasks
- A planner foretells how many rolls will sell.
Automation Opportunities
- Dividing dough into equal pieces.
New Frontiers
- Recipe designer, who plans bread for allergies.
Recommended Tools
-
Spiral mixer (SM)
Machine
Kneads without warming the dough.
-
FlourSheet
Software
Scales recipes.
Risks & Considerations
-
Burns
Ovens and trays are hot.
Career Outlook
Demand stays level. Small shops grow.
"""


def written(path: Path, text: str) -> Path:
    """The path, holding this text, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def profile(path: Path, title: str, *, median: str = "$65,000", duty: str = "Sharpen the tools") -> Path:
    """A small house profile of an occupation: pay, two duties, a skill and an outlook."""
    return written(
        path,
        f"""\
# {title}

## Salary Data
- **Median**: {median}

## Job Responsibilities
- {duty}
- Tidy the {title.lower()} workshop

## In-Demand Skills
- **Patience** (High): {title} wait a lot.

## Career Outlook
The outlook for {title.lower()} is steady.
""",
    )


class PausingEmbedder(HashingEmbedder):
    """Stops before its first texts until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = Event(), Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.reached.set()
        if not self.go_on.wait(timeout=60):
            raise RuntimeError("nobody told the embedder to go on")
        return super().embed(texts)


class SmallerEmbedder(HashingEmbedder):
    """Another model: another name, and vectors of another size."""

    name = "hashing-64"
    dimensions = 64


class BlindEmbedder(HashingEmbedder):
    """A broken model of the same name: every text is the same nothing."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        return super().embed(texts) * 0
