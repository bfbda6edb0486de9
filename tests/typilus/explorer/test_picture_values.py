"""Pictures without a project."""

from __future__ import annotations

import json
import re

from tests.typilus.explorer.pictures import sample_picture
from typilus.explorer import PicturedProject, SpacePicture, page_of


def test_a_picture_needs_no_project() -> None:
    sample = sample_picture()
    page = page_of(SpacePicture("alone", sample.type_map, sample.positions))
    written = re.search(r'id="data">(.*?)</script>', page)
    assert written is not None
    data = json.loads(written[1])
    assert (data["classes"], data["unread"], data["count"]) == ([], [], 40)
    assert PicturedProject() == PicturedProject((), (), ())
