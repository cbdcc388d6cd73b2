"""The embedding model with small trained additions: what the reader and the matcher are made of.

The model itself stays as it is: an adapter is a low-rank addition to each of its linear layers
(LoRA, Hu et al. 2021), so what is shipped is small, and it is added back when the network is
exported to ONNX.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from knowledge.errors import UnderstandingError
from knowledge.export import load_model

RANK = 24
SCALE = 2.0


class Adapter(nn.Module):
    """A frozen linear layer with a trained low-rank addition."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / layer.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.layer(values) + (values @ self.down.T) @ self.up.T * SCALE


class AdaptedNetwork(nn.Module):
    """The embedding model's encoder with linear heads, by name with the number of their outputs.

    The heads see the mean over all tokens beside the first token's state.
    """

    def __init__(self, source: str, heads: dict[str, int], *, first: int = 0) -> None:
        """`first` is the lowest layer of the encoder that learns; below it nothing need be remembered."""
        super().__init__()
        self._first = first
        model = load_model(source)
        self.tokenizer = model.tokenizer
        self.encoder = model[0].auto_model
        width = 2 * self.encoder.config.hidden_size
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})

    def linear_layers(self) -> dict[str, nn.Linear]:
        """The encoder's linear layers that learn, by name."""
        return {
            name: module
            for name, module in self.encoder.encoder.named_modules()
            if isinstance(module, nn.Linear) and int(name.split(".")[1]) >= self._first
        }

    def add_adapters(self) -> list[nn.Parameter]:
        """Freeze the encoder and put an adapter round each linear layer that learns; what can be trained.

        The encoder's own dropout stays off: so few weights need none, and attention is faster without.
        """
        self.encoder.requires_grad_(False).eval()
        for name, layer in self.linear_layers().items():
            parent, _, attribute = name.rpartition(".")
            setattr(self.encoder.encoder.get_submodule(parent), attribute, Adapter(layer))
        return [weight for weight in self.encoder.parameters() if weight.requires_grad]

    def encode(self, texts: list[str], others: list[str], *, max_tokens: int) -> dict[str, torch.Tensor]:
        """Pairs of texts as the network reads them."""
        encoded = self.tokenizer(
            texts, others, padding=True, truncation=True, max_length=max_tokens, return_tensors="pt"
        )
        return {name: encoded[name] for name in ("input_ids", "attention_mask")}

    def pooled(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0]
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return torch.cat([mean, states[:, 0]], dim=1)


def save(network: AdaptedNetwork, path: Path, facts: dict[str, Any]) -> None:
    """Write adapters and heads, half precision, with what they were made from."""
    arrays = {
        name: weight.detach().numpy().astype(np.float16)
        for name, weight in network.state_dict().items()
        if name.endswith((".down", ".up")) or name.startswith("heads.")
    }
    np.savez_compressed(path, facts=np.array(json.dumps(facts)), **arrays)


def resume(network: AdaptedNetwork, weights: Path) -> None:
    """Put stored weights into a network with adapters, to train it further."""
    stored = np.load(weights)
    learnt = (name for name in stored.files if name != "facts")
    kept = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in learnt}
    network.load_state_dict(kept, strict=False)


def blend(network: AdaptedNetwork, before: Path, share: float) -> None:
    """Take the mean of the network's weights, with this share, and of those stored before it was trained on.

    What is learnt from a few new examples costs some of what was known; the mean keeps nearly all of both.
    """
    stored = np.load(before)
    state = network.state_dict()
    with torch.no_grad():
        for name in stored.files:
            if name != "facts":
                known = torch.from_numpy(stored[name].astype(np.float32))
                state[name].copy_(torch.lerp(known, state[name], share))


def restore(network: AdaptedNetwork, weights: Path, *, made_by: str) -> None:
    """Add stored weights to a network without adapters.

    Raises UnderstandingError, which names the module that makes them anew, when they do not fit.
    """
    stored = np.load(weights)
    try:
        with torch.no_grad():
            for name, layer in network.linear_layers().items():
                down = torch.from_numpy(stored[f"encoder.encoder.{name}.down"].astype(np.float32))
                up = torch.from_numpy(stored[f"encoder.encoder.{name}.up"].astype(np.float32))
                layer.weight += SCALE * up @ down
            for name, head in network.heads.items():
                head.weight.copy_(torch.from_numpy(stored[f"heads.{name}.weight"].astype(np.float32)))
                head.bias.copy_(torch.from_numpy(stored[f"heads.{name}.bias"].astype(np.float32)))
    except (KeyError, RuntimeError) as error:
        raise UnderstandingError(
            f"{weights} does not fit the model ({error}); run: python -m {made_by}"
        ) from error
