from dataclasses import replace
from pathlib import Path

from tests.typilus.infilling.scripted_model import ScriptedModel
from typilus.files import EntryCache
from typilus.infilling import Generation, GenerationRequest
from typilus.infilling.completion_cache import CachedModel

ANSWER = Generation("int", -0.5, ((0, -0.25), (3, -0.25)))
REQUEST = GenerationRequest("secret prompt", stop=("\n",))


def cached(model: ScriptedModel, folder: Path) -> CachedModel:
    return CachedModel(model, EntryCache(folder, ".json", 1 << 20))


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    model = ScriptedModel(lambda request: [ANSWER] * request.n)
    first = cached(model, tmp_path).generate([REQUEST, replace(REQUEST, n=2)])
    assert first == [[ANSWER], [ANSWER, ANSWER]]
    other = ScriptedModel(lambda request: [])
    assert cached(other, tmp_path).generate([REQUEST, replace(REQUEST, n=2)]) == first
    assert not other.requests


def test_whatever_may_change_the_answer_is_part_of_the_key(tmp_path: Path) -> None:
    model = ScriptedModel(lambda request: [ANSWER] * request.n)
    cached(model, tmp_path).generate([REQUEST])
    for changes in (
        {"prompt": "x"},
        {"temperature": 1.0},
        {"seed": 1},
        {"max_tokens": 3},
        {"stop": ()},
        {"suffix": ""},
    ):
        cached(model, tmp_path).generate([replace(REQUEST, **changes)])
    model.fingerprint = "other weights"
    cached(model, tmp_path).generate([REQUEST])
    assert len(model.requests) == 8


def test_failures_are_not_kept(tmp_path: Path) -> None:
    failing = ScriptedModel(lambda request: [])
    assert cached(failing, tmp_path).generate([REQUEST]) == [[]]
    model = ScriptedModel(lambda request: [ANSWER])
    assert cached(model, tmp_path).generate([REQUEST]) == [[ANSWER]]


def test_prompts_are_not_written(tmp_path: Path) -> None:
    model = cached(ScriptedModel(lambda request: [ANSWER]), tmp_path)
    model.generate([REQUEST])
    model.score("secret prompt", ["int"])
    entries = [path.read_bytes() for path in tmp_path.rglob("*.json")]
    assert len(entries) == 2
    assert not any(b"secret" in entry for entry in entries)


def test_scores_are_kept(tmp_path: Path) -> None:
    model = ScriptedModel(lambda request: [])
    assert cached(model, tmp_path).score("x: ", ["int", "bool"]) == [-3.0, -4.0]
    assert cached(model, tmp_path).score("x: ", ["int", "bool"]) == [-3.0, -4.0]
    assert cached(model, tmp_path).score("x: ", ["int"]) == [-3.0]
    assert len(model.requests) == 2


def test_damaged_and_foreign_entries_are_asked_again(tmp_path: Path) -> None:
    model = ScriptedModel(lambda request: [ANSWER])
    cached(model, tmp_path).generate([REQUEST])
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(b"{}")
    assert cached(model, tmp_path).generate([REQUEST]) == [[ANSWER]]
    entries = EntryCache(tmp_path, ".json", 1 << 20)
    entries.save(path.parent.name + path.stem, b'[["int"]]')
    assert cached(model, tmp_path).generate([REQUEST]) == [[ANSWER]]
    assert len(model.requests) == 3


def test_the_model_is_closed(tmp_path: Path) -> None:
    model = ScriptedModel(lambda request: [])
    cached(model, tmp_path).close()
    assert model.closed
