"""The HTTP API with a real client: typed answers, problems with a status and words, a description."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from advisor.api.calls import Calls
from advisor.api.http import api_of


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{address}/api", timeout=30) as client:
        yield client


def test_a_conversation_is_answered_with_the_passage_behind_each_marker(client: httpx.Client) -> None:
    turns = ["What does a registered nurse earn?", "and a baker?"]
    found = client.post("/ask", json={"turns": turns}).json()
    assert found["outcome"] == "answer"
    assert found["occupations"] == ["51-3011.00"]
    assert found["citations"]
    for one in found["citations"]:
        assert one["quote"] in one["passage"]
        assert one["place"] == "published figures" or one["place"].startswith("bakers.md, line ")
        assert f"[{one['marker']}]" in found["output"]


def test_an_occupation_comes_by_any_name_with_sources(client: httpx.Client) -> None:
    found = client.get("/occupation", params={"name": "nurse"}).json()
    assert found["code"] == "29-1141.00"
    median = next(one for one in found["pay"]["points"] if one["name"] == "Median")
    assert median["value"] == 93_600
    assert found["pay"]["origin"]["year"] == 2024
    assert found["pay"]["describes"] == "Registered Nurses"
    assert {one["name"] for one in found["sources"]} >= {"Employment Projections 2024-2034"}


def test_occupations_stand_side_by_side(client: httpx.Client) -> None:
    found = client.get("/compare", params={"name": ["nurse", "baker", "astronomer"]}).json()
    assert [one["title"] for one in found["jobs"]] == ["Registered Nurses", "Bakers", "Astronomers"]
    assert found["sentence"].startswith("Astronomers have the highest median pay")
    assert all(len(row["cells"]) == 3 for row in found["rows"])
    duties = next(row for row in found["rows"] if row["field"] == "duties")
    assert duties["cells"][2] is None


def test_moves_are_ranked_and_one_is_told_in_full(client: httpx.Client) -> None:
    ranked = client.get("/reskill", params={"from": "cashier", "top": 3}).json()
    assert ranked["start"]["title"] == "Cashiers"
    assert len(ranked["options"]["moves"]) == 3
    assert ranked["move"] is None
    one = client.get("/reskill", params={"from": "cashier", "to": "nurse", "skill": ["Spanish"]}).json()
    assert one["options"] is None
    assert one["move"]["option"]["label"] == "far"
    assert one["move"]["missing"][0]["origin"]["name"].startswith("O*NET")


def test_a_few_words_find_occupations(client: httpx.Client) -> None:
    found = client.get("/occupations", params={"words": "nurs"}).json()
    assert found[0] == {"id": "registered-nurses", "code": "29-1141.00", "title": "Registered Nurses"}
    assert len(found) <= 8


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/occupation?name=flroist%20desinger", 404, "The nearest"),
        ("/compare?name=nurse&name=RN", 422, "different occupations"),
        ("/compare?name=nurse", 422, ""),
        ("/reskill?from=cashier&to=cashier", 404, "both start and target"),
        ("/reskill?from=cashier&top=999", 422, ""),
        ("/occupation", 422, ""),
        ("/nothing", 404, ""),
    ],
)
def test_what_cannot_be_has_a_status_and_says_why(
    client: httpx.Client, path: str, status: int, words: str
) -> None:
    found = client.get(path)
    assert found.status_code == status
    assert words in str(found.json()["detail"])


@pytest.mark.parametrize("turns", [[], [""], ["x"] * 21, ["x" * 3000], "x", [1]])
def test_no_message_or_too_many_are_refused(client: httpx.Client, turns: object) -> None:
    assert client.post("/ask", json={"turns": turns}).status_code == 422


def test_the_description_names_every_call_with_its_types(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {"/ask", "/occupation", "/compare", "/reskill", "/occupations"}
    schemas = described["components"]["schemas"]
    assert {"Reply", "Glance", "Comparison", "Moves", "Cited", "Origin"} <= set(schemas)
    assert "describes" in schemas["Stated"]["properties"]
    page = client.get("/").text
    assert all(path in page for path in described["paths"])
    assert "<script" not in page


def test_until_the_advisor_is_there_every_call_says_so(nothing_there: Calls) -> None:
    with TestClient(api_of(nothing_there)) as client:
        for path in (
            "/occupation?name=x",
            "/compare?name=x&name=y",
            "/reskill?from=x",
            "/occupations?words=x",
        ):
            found = client.get(path)
            assert found.status_code == 503
            assert "getting ready" in found.json()["detail"]
        assert client.post("/ask", json={"turns": ["x"]}).status_code == 503
