"""How fast texts are embedded, against sentence-transformers on torch, and whether the same is found.

    python -m tests.benchmarks.embedding [ROUNDS]

Each engine runs in processes of its own, in turn with the others; the first round is left out. Texts are
cut from the shipped profiles to about 30, 100 and 250 tokens, all different; questions are those of the
test prompts, one at a time. Then, over all test prompts: how many have another nearest chunk than with
sentence-transformers, questions and their nearest chunks embedded anew by the engine. "Multiplying alone"
is how many texts a second this processor could embed in 32 bits if nothing but the model's matrix products
took time: no engine that computes the same vectors gets beyond it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from advisor.evaluation.cases import load_cases, shipped_files
from advisor.settings import Settings
from ingest.pipeline import chunks_of, load_documents
from knowledge.embedding import DEFAULT_ENGINE, Vectors, load_embedder, model_source
from knowledge.shipped import shipped_vectors
from tests.benchmarks.start import ROOT, TorchEmbedder

TORCH = "torch"
LENGTHS = (30, 100, 250)
TEXTS = {30: 640, 100: 320, 250: 160}
LAYERS, WIDTH, INNER = 6, 384, 1536  # Of the model: its layers, and the sizes of their products.
QUESTIONS = 150
ROUNDS = 3
CANDIDATES = 5  # Nearest chunks of a prompt that are embedded anew.
Embed = Callable[[Sequence[str]], Vectors]


def main(rounds: int) -> None:
    engines = [TORCH, DEFAULT_ENGINE, *(["openvino"] if find_spec("openvino") else [])]
    with TemporaryDirectory() as place:
        folder = Path(place)
        _write_texts(folder)
        speeds: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
        for number in range(rounds + 1):
            for engine in engines:
                found = _run("speed", engine, folder)
                if number:
                    speeds[engine].append(found)
        for engine in engines:
            _run("vectors", engine, folder)
        print(f"medians of {rounds:<3} texts/s at {LENGTHS} tokens   x torch   one question: p50, p95 ms")
        middle = {
            engine: {name: statistics.median(one[name] for one in found) for name in found[0]}
            for engine, found in speeds.items()
        }
        for engine, one in middle.items():
            rates = ", ".join(f"{one[str(length)]:.0f}" for length in LENGTHS)
            ratios = ", ".join(f"{one[str(length)] / middle[TORCH][str(length)]:.2f}" for length in LENGTHS)
            print(f"{engine:<14} {rates:<32} {ratios:<18} {one['p50']:.2f}, {one['p95']:.2f}")
        speed = _multiplied()
        most = {length: speed / _products(length) for length in LENGTHS}
        rates = ", ".join(f"{most[length]:.0f}" for length in LENGTHS)
        ratios = ", ".join(f"{most[length] / middle[TORCH][str(length)]:.2f}" for length in LENGTHS)
        print(f"{'multiplying alone':<17} {rates:<29} {ratios}")
        for engine in engines[1:]:
            print(f"{engine}: {_changes(folder, engine)}")


def _write_texts(folder: Path) -> None:
    """The texts to embed, cut to their lengths, and the prompts with the chunks that are nearest to them."""
    settings = Settings()
    embedder = load_embedder(settings.embedding_model, settings.models)
    chunks = chunks_of(load_documents(settings.profiles).profiles, embedder)
    words = iter(" ".join(chunk.body for chunk in chunks).split())
    texts = {
        length: [_cut(words, embedder.count_tokens, length) for _ in range(TEXTS[length])]
        for length in LENGTHS
    }
    prompts = list(dict.fromkeys(case.question for case in load_cases(*shipped_files())))
    unique = list(dict.fromkeys(chunk.text for chunk in chunks))
    given = shipped_vectors(embedder.name, unique)
    places = sorted(given)
    held = np.array([given[at] for at in places])
    asked = embedder.embed(prompts)
    nearest = np.argsort(-(asked @ held.T), axis=1)[:, :CANDIDATES]
    used = sorted({int(at) for at in nearest.ravel()})
    row = {at: number for number, at in enumerate(used)}
    facts = {
        "texts": texts,
        "prompts": prompts,
        "chunks": [unique[places[at]] for at in used],
        "nearest": [[row[int(at)] for at in some] for some in nearest],
    }
    (folder / "texts.json").write_text(json.dumps(facts), "utf-8")


def _cut(words: object, count: Callable[[str], int], length: int) -> str:
    """The next words, as many as make up about so many tokens."""
    taken = list(islice(words, int(length * 0.6)))  # type: ignore[call-overload]
    while count(" ".join(taken)) < length:
        taken += islice(words, max(1, length // 30))  # type: ignore[call-overload]
    return " ".join(taken)


def _run(what: str, engine: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.embedding", what, engine, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1]) if what == "speed" else {}


def _embed(engine: str) -> Embed:
    settings = Settings.from_environment(os.environ)
    if engine == TORCH:
        source, _ = model_source(settings.embedding_model)
        return TorchEmbedder(source, settings.embedding_model).embed
    return load_embedder(settings.embedding_model, settings.models, engine=engine).embed


def _speed(engine: str, folder: Path) -> None:
    facts = json.loads((folder / "texts.json").read_text("utf-8"))
    embed = _embed(engine)
    embed(facts["texts"]["100"][:16])  # Long ones: what is short is remembered, and would cost nothing.
    found: dict[str, float] = {}
    for length in LENGTHS:
        texts = facts["texts"][str(length)]
        start = time.perf_counter()
        embed(texts)
        found[str(length)] = len(texts) / (time.perf_counter() - start)
    times = []
    for question in facts["prompts"][:QUESTIONS]:
        start = time.perf_counter()
        embed([question])
        times.append(1000 * (time.perf_counter() - start))
    found |= {"p50": statistics.median(times), "p95": statistics.quantiles(times, n=20)[18]}
    print(json.dumps(found))


def _products(length: int) -> int:
    """The floating point operations of the matrix products that a text of so many tokens takes."""
    per_token = 8 * WIDTH * WIDTH + 4 * WIDTH * INNER + 4 * length * WIDTH
    return LAYERS * length * per_token


def _multiplied() -> float:
    """Floating point operations a second of the largest product, in 32 bits, as onnxruntime does it."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    rows, draw = 3200, np.random.default_rng(0)
    left, right = (draw.random(size, np.float32) for size in ((rows, WIDTH), (WIDTH, INNER)))
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["left", "right"], ["product"])],
        "product",
        [helper.make_tensor_value_info("left", TensorProto.FLOAT, left.shape)],
        [helper.make_tensor_value_info("product", TensorProto.FLOAT, (rows, INNER))],
        [numpy_helper.from_array(right, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    times = []
    for _ in range(20):
        start = time.perf_counter()
        session.run(None, {"left": left})
        times.append(time.perf_counter() - start)
    return 2 * rows * WIDTH * INNER / min(times)


def _vectors(engine: str, folder: Path) -> None:
    facts = json.loads((folder / "texts.json").read_text("utf-8"))
    embed = _embed(engine)
    np.savez(folder / f"{engine}.npz", prompts=embed(facts["prompts"]), chunks=embed(facts["chunks"]))


def _changes(folder: Path, engine: str) -> str:
    """The share of prompts whose nearest chunk is another one, and how far the vectors are apart."""
    nearest = np.array(json.loads((folder / "texts.json").read_text("utf-8"))["nearest"])
    first, vectors = [], {}
    for name in (TORCH, engine):
        held = np.load(folder / f"{name}.npz")
        vectors[name] = held["prompts"]
        cosines = np.einsum("qd,qcd->qc", held["prompts"], held["chunks"][nearest])
        first.append(nearest[np.arange(len(nearest)), cosines.argmax(axis=1)])
    changed = int((first[0] != first[1]).sum())
    least = float((vectors[TORCH] * vectors[engine]).sum(axis=1).min())
    return (
        f"another top hit for {changed} of {len(nearest)} prompts ({changed / len(nearest):.2%});"
        f" least cosine with torch's vectors {least:.6f}"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["speed", engine, folder]:
            _speed(engine, Path(folder))
        case ["vectors", engine, folder]:
            _vectors(engine, Path(folder))
        case given:
            main(int(given[0]) if given else ROUNDS)
