"""An ingest on Ray is the same as one here, and goes on where it was interrupted; skipped without Ray."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from advisor.settings import Settings
from ingest.pipeline import ingest
from knowledge.embedding import Vectors
from knowledge.errors import SettingsError
from knowledge.store import open_current
from tests.conftest import ROOT
from tests.fakes import HashingEmbedder
from tests.ingest.made import profile, written

TITLES = ("Bakers", "Smiths", "Tailors", "Potters")


class WorkerThatMayFail(HashingEmbedder):
    """Fails over one title for as long as a file is there."""

    name = "hashing-256"

    def embed(self, texts: Sequence[str]) -> Vectors:
        if Path(os.environ["FAILING"]).exists() and any("Tailors" in text for text in texts):
            raise OSError("a worker was lost")
        return super().embed(texts)


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failing") / "fails"


@pytest.fixture(scope="module")
def ray_here(failing: Path) -> Iterator[None]:
    ray = pytest.importorskip("ray")
    environment = {
        "FAILING": str(failing),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": environment})
    yield
    ray.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for title in TITLES:
        profile(tmp_path / "profiles" / f"{title.lower()}.md", title)
    written(tmp_path / "profiles" / "bad.md", "no profile\n")
    written(tmp_path / "profiles" / "empty.md", "")
    return tmp_path / "profiles"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("ray_here")
def test_ray_gives_the_same_plan_digests_and_fingerprint(folder: Path, tmp_path: Path) -> None:
    from ingest.on_ray import OnRay

    steps = list[tuple[str, int, int]]()
    here = ingest(folder, tmp_path / "here", HashingEmbedder())
    there = ingest(
        folder,
        tmp_path / "there",
        HashingEmbedder(),
        workers=OnRay("", HashingEmbedder, tmp_path / "kept"),
        progress=lambda *step: steps.append(step),
    )
    assert there == here
    assert list(there.refused) == ["bad.md", "empty.md"]
    one, other = open_current(tmp_path / "here"), open_current(tmp_path / "there")
    assert (one.manifest, one.profiles, one.chunks()) == (other.manifest, other.profiles, other.chunks())
    ids = list(one.chunks())
    assert (one.vectors(ids) == other.vectors(ids)).all()
    assert ("Reading", 6, 6) in steps
    assert ("Embedding", there.embedded, there.embedded) in steps
    assert not (tmp_path / "kept").exists()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("ray_here")
def test_an_interrupted_run_goes_on_where_it_was(
    folder: Path, tmp_path: Path, failing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import on_ray

    monkeypatch.setattr(on_ray, "EMBED_BATCH", 1)
    failing.touch()
    workers = on_ray.OnRay("", WorkerThatMayFail, tmp_path / "kept")
    with pytest.raises(Exception, match="a worker was lost"):
        ingest(folder, tmp_path / "index", HashingEmbedder(), workers=workers)
    kept = len(list((tmp_path / "kept").glob("*.npz")))
    assert kept > 0
    failing.unlink()
    steps = list[int]()
    report = ingest(
        folder,
        tmp_path / "index",
        HashingEmbedder(),
        workers=workers,
        progress=lambda doing, done, total: steps.append(total) if doing == "Embedding" else None,
    )
    assert report.added == 24
    assert set(steps) == {report.embedded - kept}
    assert open_current(tmp_path / "index").manifest.chunks == 24


def test_without_ray_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from ingest.on_ray import OnRay

    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(SettingsError, match=r"pip install .*\[ray\]"):
        OnRay("", HashingEmbedder, Settings(models=tmp_path).models)
