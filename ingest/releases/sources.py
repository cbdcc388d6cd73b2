"""Where the figures come from: one row a source, with its licence and how it wants to be named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields

from ingest.releases.table import Table
from knowledge.facts import Source

BLS = "U.S. Bureau of Labor Statistics"
ONET_PUBLISHER = "U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)"


def sources_table(sources: Iterable[Source]) -> Table:
    """The sources that were used, in the order of their keys."""
    rows = sorted(astuple(source) for source in sources)
    columns = tuple(field.name for field in fields(Source))
    return Table("sources", columns, tuple(tuple(str(cell) for cell in row) for row in rows))


def onet(version: str, year: int) -> Source:
    name = f"O*NET {version} Database".replace("  ", " ")
    return Source(
        "onet",
        name,
        year,
        ONET_PUBLISHER,
        "CC BY 4.0",
        "https://www.onetcenter.org/database.html",
        f"{name} by {ONET_PUBLISHER}, used under CC BY 4.0; selected and rearranged, which USDOL/ETA has not"
        " approved or tested. O*NET is a trademark of USDOL/ETA.",
    )


def oews(year: int) -> Source:
    name = f"Occupational Employment and Wage Statistics, May {year}"
    return Source(
        "oews",
        name,
        year,
        BLS,
        "public domain",
        "https://www.bls.gov/oes/tables.htm",
        f"{BLS}, {name}.",
    )


def projections(first: int, last: int) -> Source:
    name = f"Employment Projections {first}-{last}"
    return Source(
        "projections",
        name,
        first,
        BLS,
        "public domain",
        "https://www.bls.gov/emp/data/occupational-data.htm",
        f"{BLS}, {name}.",
    )


def crosswalk(year: int) -> Source:
    name = "O*NET-SOC to National Employment Matrix crosswalk"
    return Source(
        "crosswalk",
        name,
        year,
        BLS,
        "public domain",
        "https://www.bls.gov/emp/documentation/crosswalks.htm",
        f"{BLS}, {name}.",
    )


ELOUNDOU = Source(
    "eloundou",
    "GPTs are GPTs: labels of tasks",
    2024,
    "T. Eloundou, S. Manning, P. Mishkin, D. Rock (Science 384, 2024)",
    "MIT",
    "https://github.com/openai/GPTs-are-GPTs",
    "Labels by Eloundou, Manning, Mishkin and Rock (2024), MIT licence; counted by occupation.",
)
MICROSOFT = Source(
    "microsoft",
    "Working with AI: applicability scores",
    2025,
    "K. Tomlinson et al., Microsoft Research",
    "CC BY 4.0",
    "https://github.com/microsoft/working-with-ai",
    "Scores by Tomlinson et al. (2025), CC BY 4.0; joined and ranked. They do not measure jobs replaced.",
)
WORK_ACTIVITIES = Source(
    "work_activities",
    "O*NET 30.1 work activities, averaged by SOC code",
    2025,
    "J. Ricciardi, adaptive-capacity-explorer",
    "MIT; the values CC BY 4.0",
    "https://github.com/jricciardi/adaptive-capacity-explorer",
    f"Averages by J. Ricciardi (MIT) of the O*NET 30.1 Database by {ONET_PUBLISHER}, CC BY 4.0.",
)
WORK_CONTEXT = Source(
    "work_context",
    "O*NET 20.3 work context, averaged by SOC code",
    2016,
    ONET_PUBLISHER,
    "CC BY 4.0",
    "https://www.onetcenter.org/db_releases.html",
    f"Averages by SOC 2010 code of the O*NET 20.3 Database by {ONET_PUBLISHER}, CC BY 4.0, kept in the"
    " project ZenBayes (bayeshack2016); carried over to SOC 2018.",
)
