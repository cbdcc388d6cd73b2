"""What is hard about an occupation that no document tells the risks of: the strains rated high for it."""

from __future__ import annotations

import numpy as np

from advisor.answering.material import Material
from advisor.answering.rated import said_of
from advisor.citations import Form, Sentence
from knowledge.rated import rated_elements
from knowledge.traits import Traits

SHOWN = 5
HIGH = 3.5  # A rating from 1 to 5 from which a strain is worth a word...
ABOVE = 0.75  # ...where this share of all occupations is rated lower.
STRAINS = frozenset(
    (
        "Consequence of Error",
        "Cramped Work Space, Awkward Positions",
        "Deal With Physically Aggressive People",
        "Deal With Unpleasant or Angry People",
        "Exposed to Contaminants",
        "Exposed to Disease or Infections",
        "Exposed to Hazardous Conditions",
        "Exposed to Hazardous Equipment",
        "Exposed to High Places",
        "Exposed to Minor Burns, Cuts, Bites, or Stings",
        "Exposed to Radiation",
        "Exposed to Whole Body Vibration",
        "Extremely Bright or Inadequate Lighting",
        "Frequency of Conflict Situations",
        "Importance of Repeating Same Tasks",
        "Level of Competition",
        "Outdoors, Exposed to Weather",
        "Pace Determined by Speed of Equipment",
        "Responsible for Others' Health and Safety",
        "Sounds, Noise Levels Are Distracting or Uncomfortable",
        "Spend Time Bending or Twisting the Body",
        "Spend Time Climbing Ladders, Scaffolds, or Poles",
        "Spend Time Kneeling, Crouching, Stooping, or Crawling",
        "Spend Time Making Repetitive Motions",
        "Spend Time Standing",
        "Time Pressure",
        "Very Hot or Cold Temperatures",
    )
)
"""Elements of the work's context that weigh on people: our choice."""


def answer_strains(material: Material, traits: Traits) -> list[Sentence]:
    """The strains by which an occupation stands out most; nothing where it is not rated or none does."""
    grid, code = traits.grid("context"), material.profile.code
    rated = {one.name: one for one in traits.facts("context", code)}
    elements = {one.element: one for one in rated_elements() if one.table == "context"}
    found = []
    for name in STRAINS & rated.keys() & elements.keys():
        column, value = grid.values[:, grid.names.index(name)], rated[name].fact.value
        share = float(np.mean(column[~np.isnan(column)] < value))
        if value >= HIGH and share >= ABOVE:
            found.append((share, name))
    if not found:
        return []
    lead = "No document here tells the downsides of this job. What is rated high in it, and weighs on people:"
    said = [
        said_of(elements[name], rated[name], material, traits) for _, name in sorted(found)[: -SHOWN - 1 : -1]
    ]
    note = "Which ratings count as a strain is my choice; they are averages over many workplaces."
    return [
        Sentence(lead),
        *(Sentence(one.text, one.evidence, Form.BULLET, one.computed) for one in said),
        Sentence(note, form=Form.NOTE),
    ]
