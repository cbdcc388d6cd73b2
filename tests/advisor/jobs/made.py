"""A small catalog of made occupations with figures, two of them with documents, for tests of the views."""

from __future__ import annotations

from pathlib import Path

from advisor.jobs.atlas import Atlas
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of
from knowledge.catalog import Catalog
from tests.advisor.made import document, profile_of
from tests.knowledge.made_figures import Made, made_tables

OCCUPATIONS = (
    Made(
        "51-3011.00",
        "Bakers",
        median="30000",
        low="21000",
        high="47000",
        growth=5.6,
        openings=39_900,
        people=249_100,
        schooling="No formal educational credential",
        experience="None",
        training="Moderate-term on-the-job training",
        exposure=20.0,
        skills={"Mathematics": 2.0, "Writing": 2.1},
    ),
    Made(
        "27-1023.00",
        "Floral Designers",
        median="36000",
        growth=-4.0,
        openings=3_000,
        people=40_000,
        schooling="High school diploma or equivalent",
        training="Short-term on-the-job training",
        exposure=50.0,
    ),
    Made(
        "15-2099.00",
        "Mathematical Science Occupations",
        median="90000",
        growth=12.0,
        openings=500,
        people=5_000,
        schooling="Master's degree",
        training="None",
        exposure=90.0,
        skills={"Mathematics": 4.9, "Writing": 3.0},
        tools=("Python", "R"),
    ),
    Made(
        "15-2099.01",
        "Bioinformatics Technicians",
        median="90000",
        growth=12.0,
        people=5_000,
        schooling="Master's degree",
        exposure=80.0,
        group="Mathematical Science Occupations",
    ),
    Made("27-2011.00", "Actors", hourly="23.33", growth=0.0, people=57_000),
    Made("53-6061.00", "Passenger Attendants"),
)


def made_atlas(folder: Path) -> Atlas:
    """All of OCCUPATIONS, and a document of the bakers that states no pay but duties, skills and tools."""
    tables = made_tables(folder, OCCUPATIONS)
    text = document(also="bread baker, pastry chef", salary=None, education=None, experience=None)
    bakers = profile_of(text, folder)
    return Atlas(Catalog([bakers], chunks_of([bakers]), tables=tables, split=split_whole))
