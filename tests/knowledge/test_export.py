"""Writing a model's ONNX file: the folder appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge.errors import EmbedderError
from knowledge.export import write_onnx
from tests.ingest.made import written


class OneWordTokenizer:
    """A tokenizer of one word, as little as an export needs."""

    def __init__(self) -> None:
        self.backend_tokenizer = SimpleNamespace(save=lambda path: Path(path).write_text("{}", "utf-8"))

    def __call__(self, texts: list[str], **how: Any) -> dict[str, Any]:
        import torch

        ones = torch.ones((len(texts), 3), dtype=torch.int64)
        return {"input_ids": ones, "attention_mask": ones}


def export(folder: Path, finish: Callable[[Path], None] = lambda building: None) -> None:
    """Export the smallest model there is."""
    import torch

    class Sum(torch.nn.Module):
        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return (input_ids * attention_mask).sum(dim=1, keepdim=True).float()

    write_onnx(Sum(), OneWordTokenizer(), folder, "model.onnx", ["embedding"], finish)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_holds_the_model_and_its_tokenizer(tmp_path: Path) -> None:
    export(tmp_path / "models" / "sum")
    assert names(tmp_path / "models") == ["sum"]
    assert names(tmp_path / "models" / "sum") == ["model.onnx", "tokenizer.json"]


def test_an_export_that_does_not_pass_its_check_leaves_nothing_behind(tmp_path: Path) -> None:
    def refuse(building: Path) -> None:
        assert (building / "model.onnx").exists()
        raise EmbedderError("other vectors")

    with pytest.raises(EmbedderError, match="other vectors"):
        export(tmp_path / "models" / "sum", refuse)
    assert names(tmp_path / "models") == []


def test_an_export_that_was_left_incomplete_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    written(tmp_path / "models" / "sum" / "tokenizer.json", "cut sh")
    export(tmp_path / "models" / "sum")
    assert names(tmp_path / "models" / "sum") == ["model.onnx", "tokenizer.json"]


def test_a_folder_that_cannot_be_written_is_told_by_name(tmp_path: Path) -> None:
    written(tmp_path / "models", "a file in the way")
    with pytest.raises(EmbedderError, match=str(tmp_path / "models")):
        export(tmp_path / "models" / "sum")
