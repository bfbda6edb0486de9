from __future__ import annotations

import json
import pickle
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.typilus.infilling.learned_function import FUNCTION, TYPES
from typilus.errors import InfillError
from typilus.infilling import GenerationRequest, HoledText, TextInfiller
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import open_gguf
from typilus.infilling.backends.gguf_file import GgufModel
from typilus.infilling.backends.transformers_folder import TransformersModel
from typilus.infilling.dialects import choose_dialect

RETURN = FUNCTION.fill_first(TYPES[0]).fill_first(TYPES[1])


def test_the_file_tells_what_it_is(gguf_model: GgufModel) -> None:
    assert gguf_model.name == "tiny.gguf"
    assert gguf_model.context == 256
    assert choose_dialect(gguf_model).name == "qwen"
    assert gguf_model.fingerprint


def test_both_ways_to_run_a_model_agree(gguf_model: GgufModel, transformers_model: TransformersModel) -> None:
    """llama.cpp keeps keys and values in half precision."""
    candidates = ["int", "str", "dict[str, int] | None", "list[int]"]
    models = (gguf_model, transformers_model)
    scores = [TextInfiller(model, choose_dialect(model)).score(RETURN, candidates) for model in models]
    assert scores[0] == pytest.approx(scores[1], abs=0.1)
    first, second = (model.generate([GenerationRequest("def size", max_tokens=3)])[0][0] for model in models)
    assert first.text == second.text
    assert [start for start, _ in first.tokens] == [start for start, _ in second.tokens]
    assert first.log_probability == pytest.approx(second.log_probability, abs=0.02)


def test_holes_are_filled(gguf_model: GgufModel) -> None:
    infiller = TextInfiller(gguf_model, choose_dialect(gguf_model))
    (completion,) = infiller.complete([FUNCTION])[0]
    assert completion.texts == TYPES
    samples, again = (infiller.complete([FUNCTION], n=6, temperature=2.0, seed=2)[0] for _ in range(2))
    assert len(samples) == 6
    assert len({sample.texts for sample in samples}) > 1
    assert [sample.texts for sample in samples] == [sample.texts for sample in again]
    long = HoledText(("x = 1\n" * 2000 + RETURN.parts[0], RETURN.parts[1] + "y = 2\n" * 2000))
    assert len(infiller.complete([long])[0]) == 1


def test_other_processes_ask_the_same_server(gguf_model: GgufModel) -> None:
    infiller = pickle.loads(pickle.dumps(TextInfiller(gguf_model, choose_dialect(gguf_model))))
    assert infiller.complete([FUNCTION])[0][0].texts == TYPES
    infiller.close()
    assert gguf_model.generate([GenerationRequest("def size", max_tokens=1)])[0]


def test_only_who_has_the_key_may_ask(gguf_model: GgufModel) -> None:
    address = gguf_model._server.listening_address
    assert address.startswith("http://127.0.0.1:")
    body = json.dumps({"prompt": "x"}).encode()
    request = urllib.request.Request(f"{address}/completion", body, {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_what_a_user_can_mend_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.gguf"
    with pytest.raises(InfillError, match=r"model\.gguf: no such file"):
        open_gguf(path, Announcer())
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InfillError, match="is no GGUF file"):
        open_gguf(path, Announcer())
    path.write_bytes(b"GGUF" + b"\xff" * 100)
    with pytest.raises(InfillError, match=r"llama\.cpp cannot load it"):
        open_gguf(path, Announcer())
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(InfillError, match=r"pip install 'typilus\[infill-gguf\]'"):
        open_gguf(path, Announcer())
