"""Models that do not hold together: each must be a CheckpointError of one line, soon and in little memory."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.attack.outcomes import Attack
from tests.typilus.models.broken_models import breaks
from tests.typilus.ranking.small_trees import ranker_of
from tests.typilus.small_model import write_small_matcher, write_small_model
from typilus.errors import CheckpointError
from typilus.models.loading import load_predictor
from typilus.models.manifest import RANKING_FILE, seal
from typilus.ranking import save_ranker

__all__ = ["attack_by_models", "names_of_models"]

MAX_MEMORY = 1 << 30
MAX_SECONDS = 60


def names_of_models() -> list[str]:
    """Of all broken models."""
    return [name for name, _ in breaks()]


def attack_by_models(names: Iterable[str]) -> Iterator[Attack]:
    """Load some of them, each in a process of its own."""
    wanted = list(names)
    changes = dict(breaks())
    with tempfile.TemporaryDirectory() as folder:
        whole = write_small_model(Path(folder) / "whole")
        write_small_matcher(whole)
        save_ranker(whole / RANKING_FILE, ranker_of({"type:user": 1.0}), {})
        seal(whole)
        load_predictor(whole)
        for name in wanted:
            broken = Path(folder) / "broken"
            shutil.copytree(whole, broken)
            changes[name](broken)
            yield _loaded(name, broken)
            shutil.rmtree(broken)


def _loaded(name: str, folder: Path) -> Attack:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if not child:
            code = 1
            try:
                resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
                load_predictor(folder)
                os.write(output.fileno(), b"was loaded")
            except CheckpointError as error:
                code = 0 if str(folder) in str(error) and "\n" not in str(error) else 2
                os.write(output.fileno(), str(error).encode())
            except BaseException:
                os.write(output.fileno(), repr(sys.exc_info()[1]).encode())
            finally:
                os._exit(code)
        _, status, usage = os.wait4(child, 0)
        output.seek(0)
        said = output.read().decode("utf-8", "backslashreplace")
    fault = "" if not status else f"{said or 'ended'} ({status})"
    if (usage.ru_maxrss << 10) - pages * resource.getpagesize() > MAX_MEMORY:
        fault = fault or f"takes {usage.ru_maxrss >> 10:,} MB"
    return Attack("models", name, "error" if not fault else "fault", fault)
