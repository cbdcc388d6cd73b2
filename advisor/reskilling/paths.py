"""Where to go from an occupation: ranked moves to show, one move in full, and routes over another job."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.reskilling.gap import IMPORTANT, SkillGap, skill_gap, tools_in_use
from advisor.reskilling.limits import Limit
from advisor.reskilling.moves import MINOR, SHOWN_ALIKE_SHARE, Moves
from advisor.reskilling.transition import LABELS, PAY_KEPT, Transition
from knowledge.facts import FactTables
from knowledge.traits import Traits

TOP = 10
SOC = 7  # Characters of a code that are its SOC code.
LEAST = 5  # Moves shown, with far ones last where there are not enough others.
CANDIDATES = 80  # Likeliest moves that what is shown is chosen from.
ALIKE_SHOWN = 0.15  # Off, for each unit of likeness above the mean to what is shown already.
FROM_ONE_GROUP = 0.3  # Of the rows shown, at most, from one minor group.
PAY_LOST = 3.0  # Off, for each factor e in pay below PAY_KEPT.
HELD = 4.0  # Added to the log chance of an occupation that asks for all that the person names.
STONES = 3


@dataclass(frozen=True, slots=True)
class ReskillingPath:
    """Two moves over a stepping stone."""

    first: Transition
    second: Transition


class Reskilling:
    """Moves between all occupations that have figures. Nothing is computed before the first question."""

    def __init__(self, tables: FactTables, traits: Traits | None = None) -> None:
        self._tables = tables
        self.traits = traits or Traits(tables)

    @cached_property
    def moves(self) -> Moves:
        return Moves(self.traits)

    def ranked(self, code: str) -> list[str]:
        """All other codes, the likeliest move first; raises KeyError for a code without facts."""
        return self.moves.ranked(code)

    def rank(
        self,
        code: str,
        limits: Iterable[Limit] = (),
        *,
        top: int = TOP,
        held: Collection[str] = (),
        far: bool = False,
    ) -> list[Transition]:
        """The moves to show, the best first: likely, of real size, and not all of one kind.

        Every one keeps all `limits`; far ones only fill up a list shorter than LEAST, unless `far`.
        `held` names skills, knowledge and tools that count for occupations that ask for them.
        """
        chances = self.moves.chances(code, alike_share=SHOWN_ALIKE_SHARE) + HELD * self.asks_for(held)
        allowed = self._allowed(limits)
        order = [
            self.moves.codes[at]
            for at in np.argsort(-chances, kind="stable")
            if allowed[at] and self.moves.codes[at] != code
        ]
        found, beyond = list[Transition](), list[Transition]()
        for move in self._from(code, order):
            (beyond if move.label == "far" and not far else found).append(move)
            if len(found) == CANDIDATES:
                break
        shown = self._varied(found, chances, top)
        return [*shown, *beyond[: max(0, min(LEAST, top) - len(shown))]]

    def transition(self, start: str, target: str) -> Transition:
        """One move in figures; raises KeyError for a code without facts."""
        return next(self._from(start, (target,)))

    def gap(self, start: str, target: str, *, held: Collection[str] = ()) -> SkillGap:
        """What carries over between two codes and what is missing; raises KeyError."""
        return skill_gap(self.traits, start, target, held=held)

    def unknown(self, held: Iterable[str]) -> list[str]:
        """The names that are no skill, field of knowledge or tool of O*NET, and so count for nothing."""
        known = {name.casefold() for name in tools_in_use(self.traits)}
        known |= {
            name.casefold() for table in ("skills", "knowledge") for name in self.traits.grid(table).names
        }
        return [name for name in held if name.casefold() not in known]

    def route(self, start: str, target: str, *, limits: Iterable[Limit] = ()) -> list[ReskillingPath]:
        """Routes over one stepping stone, the best first, where the leap is a stretch or far.

        Each of the two moves is better than the leap: of a nearer label, and more alike. The stone
        keeps the limits and pays at least three quarters of today's pay, where both are published.
        """
        leap = self.transition(start, target)
        moves, allowed = self.moves, self._allowed(limits)
        here, there = moves.place[start], moves.place[target]
        weaker = np.minimum(moves.likeness[here], moves.likeness[there])
        better = (weaker > leap.likeness) & allowed
        better[[here, there]] = False
        worth = np.where(better, weaker + 0.5 * np.log(moves.sizes), -np.inf)
        found = []
        for at in np.argsort(-worth, kind="stable")[: int(better.sum())]:
            stone = moves.codes[at]
            path = ReskillingPath(self.transition(start, stone), self.transition(stone, target))
            if _is_better(path, leap):
                found.append(path)
            if len(found) == STONES:
                break
        return found

    def _from(self, start: str, targets: Iterable[str]) -> Iterator[Transition]:
        """The moves from one occupation, each made when it is asked for."""
        moves = self.moves
        here, row = moves.place[start], moves.likeness[moves.place[start]]
        chances = np.exp(moves.chances(start))
        one = self._tables.get(start)
        assert one
        for target in targets:
            there, other = moves.place[target], self._tables.get(target)
            assert other
            nearer = int((row > row[there]).sum()) - int(row[here] > row[there])
            yield Transition(one, other, float(row[there]), nearer + 1, float(chances[there]))

    def _allowed(self, limits: Iterable[Limit]) -> NDArray[np.bool_]:
        kept = frozenset(self.moves.codes).intersection(*(limit.allowed for limit in limits))
        return np.array([code in kept for code in self.moves.codes])

    def asks_for(self, held: Collection[str]) -> NDArray[np.float32]:
        """The share of the named skills, knowledge and tools that each occupation asks for, 0 to 1."""
        asked = np.zeros(len(self.moves.codes), np.float32)
        wanted = {name.casefold() for name in held}
        for table in ("skills", "knowledge"):
            grid = self.traits.grid(table)
            columns = [at for at, name in enumerate(grid.names) if name.casefold() in wanted]
            asked += (np.nan_to_num(grid.values[:, columns]) >= IMPORTANT).sum(axis=1)
            wanted -= {grid.names[at].casefold() for at in columns}
        for at, code in enumerate(self.moves.codes if wanted else ()):
            facts = self._tables.get(code)
            tools = {*(one.name for one in facts.technologies), *facts.equipment} if facts else set()
            asked[at] += len(wanted & {name.casefold() for name in tools})
        return asked / np.float32(max(len(set(map(str.casefold, held))), 1))

    def _varied(self, found: list[Transition], chances: NDArray[np.float32], top: int) -> list[Transition]:
        """The best first, each further one marked down for being like those before it.

        Occupations of one SOC code, the start's own among them, are one option, as their figures are the
        same; a specialty stands for it where the whole occupation is no candidate. No minor group fills
        more than its share of the rows while there are others.
        """
        places = [self.moves.place[one.target.code] for one in found]
        worth = np.array([chances[at] - _pay_lost(one) for at, one in zip(places, found, strict=True)])
        likest = np.zeros(len(found), np.float32)
        codes = [one.target.code for one in found]
        groups, kinds = {found[0].start.code[:SOC]} if found else set(), Counter[str]()
        most = max(1, round(FROM_ONE_GROUP * top))
        left, taken = list(range(len(found))), list[int]()
        while left and len(taken) < top:
            fresh = [at for at in left if codes[at][:SOC] not in groups] or left
            pool = [at for at in fresh if kinds[codes[at][:MINOR]] < most] or fresh
            marked = worth - ALIKE_SHOWN * likest
            best = max(pool, key=marked.__getitem__)
            whole = f"{codes[best][:SOC]}.00"
            best = next((at for at in pool if codes[at] == whole), best)
            left.remove(best)
            taken.append(best)
            groups.add(codes[best][:SOC])
            kinds[codes[best][:MINOR]] += 1
            likest = np.maximum(likest, self.moves.likeness[places[best]][places])
        return [found[at] for at in taken]


def _pay_lost(move: Transition) -> float:
    """What is taken off a move that is shown for pay below three quarters of today's."""
    ratio = move.pay.ratio
    return PAY_LOST * max(0.0, math.log(PAY_KEPT / ratio)) if ratio else 0.0


def _is_better(path: ReskillingPath, leap: Transition) -> bool:
    """Whether both moves have a nearer label than the leap, and the stone does not cost much pay."""
    nearer = all(LABELS.index(one.label) < LABELS.index(leap.label) for one in (path.first, path.second))
    ratio = path.first.pay.ratio
    return nearer and (ratio is None or ratio >= PAY_KEPT)
