"""Read YAML with libyaml where there is one: ten times as fast as in Python alone."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What a YAML text holds: plain values alone, no objects; raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)
