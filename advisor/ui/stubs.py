"""Import Gradio without the type stubs that it makes anew, and writes beside itself, at every start.

They serve editors alone, and took a fifth of a start. An installed package is nothing to write to, either.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

MAKER = "gradio.component_meta"  # The module that has the function...
MAKES = "create_or_modify_pyi"  # ...that writes the stub of a component.


def leave_out_stubs() -> None:
    """Have the import of Gradio write no stubs; without effect once it is imported."""
    if not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        found = PathFinder.find_spec(name, path) if name == MAKER else None
        if found and found.loader:
            found.loader = _WithoutStubs(found.loader)
        return found


class _WithoutStubs(Loader):
    """Loads the module as its own loader does, and takes the function away."""

    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._own.exec_module(module)
        setattr(module, MAKES, _nothing)


def _nothing(*_: object) -> None:
    """In place of writing a stub."""
