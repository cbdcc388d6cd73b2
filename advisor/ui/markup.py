"""HTML from the templates beside this file: everything filled in is escaped. Knows no Gradio."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, **values: object) -> Markup:
    """A template filled in; a name that it needs and is not given raises `jinja2.UndefinedError`."""
    return Markup(_ENVIRONMENT.get_template(template).render(**values))  # Escaped by the engine.
