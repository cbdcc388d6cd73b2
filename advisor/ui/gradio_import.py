"""Import Gradio without what a server has no use for: half a second to a whole one of every start.

Gradio makes the type stubs of its components anew at every import, and writes them beside itself, and fills
in the documentation of every event: both serve editors alone, and an installed package is nothing to write
to. Of pandas it needs a name only; it is read when somebody looks into it.
"""

from __future__ import annotations

import sys
from functools import reduce
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType
from typing import Any

LEFT_OUT = {"gradio.component_meta": "create_or_modify_pyi", "gradio.events": "EventListener.set_doc"}
"""Functions that do nothing here, each by its place in its module."""
WHEN_NEEDED = "pandas"


def import_lean() -> None:
    """Have the import of Gradio leave out LEFT_OUT; without effect once it is imported."""
    if not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in (WHEN_NEEDED, *LEFT_OUT):
            return None
        found = PathFinder.find_spec(name, path)
        if found and found.loader:
            found.loader = LazyLoader(found.loader) if name == WHEN_NEEDED else _Without(found.loader)
        return found


class _Without(Loader):
    """Loads a module as its own loader does, and has its function do nothing."""

    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._own.exec_module(module)
        *within, name = LEFT_OUT[module.__name__].split(".")
        setattr(reduce(getattr, within, module), name, _nothing)


def _nothing(*_: object, **__: object) -> None:
    """In place of what is left out."""
