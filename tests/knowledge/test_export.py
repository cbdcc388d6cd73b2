"""Writing a model's ONNX file: the folder appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge.errors import EmbedderError
from knowledge.export import in_whole_numbers, write_onnx
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


def test_whole_numbers_tell_nearly_the_same_from_one_small_file(tmp_path: Path) -> None:
    import numpy as np
    import onnxruntime
    import torch

    class Twice(torch.nn.Module):
        """Two layers; the second stands where whole numbers are not used."""

        def __init__(self) -> None:
            super().__init__()
            torch.manual_seed(3)
            self.layer = torch.nn.ModuleList([torch.nn.Linear(64, 64) for _ in range(2)])

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            values = torch.nn.functional.one_hot(input_ids % 64, 64).float() * attention_mask.unsqueeze(-1)
            for one in self.layer:
                values = torch.tanh(one(values))
            return values.mean(dim=1)

    folder = tmp_path / "whole"
    found = []

    def told(building: Path) -> None:
        session = onnxruntime.InferenceSession(str(building / "model.onnx"))
        ids = np.arange(30, dtype=np.int64).reshape(2, 15)
        (output,) = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        found.append((output, (building / "model.onnx").stat().st_size))

    def finish(building: Path) -> None:
        told(building)
        in_whole_numbers(building / "model.onnx")
        told(building)

    write_onnx(Twice(), OneWordTokenizer(), folder, "model.onnx", ["told"], finish)
    (before, _), (after, _) = found
    assert names(folder) == ["model.onnx", "tokenizer.json"]
    assert not np.array_equal(before, after)
    assert np.allclose(before, after, atol=0.02)
