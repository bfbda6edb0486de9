"""Only files near the measured one are predicted first, and each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.lab.experiments.joined.neighborhood_pass import NeighborhoodPass
from typilus.models import load_predictor

TEXTS = {
    "shop": "import money\n",
    "money": "import coins\n",
    "coins": "import metal\n",
    "metal": "def melt(name):\n    return 1\n",
    "alone": "x = 1\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


def test_two_imports_away(model_folder: Path, project: Path) -> None:
    predictor = load_predictor(model_folder)
    near = NeighborhoodPass(predictor, predictor.load_project(project))

    def names(name: str) -> list[str]:
        return [Path(file.path).stem for file in near.around(str(project / f"{name}.py")).files]

    assert names("shop") == ["shop", "money", "coins"]
    assert names("metal") == ["metal", "coins", "money"]
    assert names("alone") == ["alone"]
    first = near.around(str(project / "shop.py")).files[1]
    assert near.around(str(project / "metal.py")).files[2] is first
