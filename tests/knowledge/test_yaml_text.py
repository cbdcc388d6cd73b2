"""Tests of knowledge.yaml_text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.yaml_text import read_yaml


def test_reads_what_the_reader_in_python_reads() -> None:
    for path in Path(__file__).parents[2].glob("prompts/*/en.yaml"):
        text = path.read_text("utf-8")
        assert read_yaml(text) == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system ['true']", "a: [1", "\x00"])
def test_makes_no_objects_and_tells_what_is_no_yaml(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)
