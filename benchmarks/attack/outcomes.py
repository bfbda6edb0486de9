"""What became of each attack, counted, as a table and as JSON lines that a later call goes on with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Attack", "Record", "table"]


@dataclass(frozen=True)
class Attack:
    """One attack and what became of it.

    Attributes:
        part: of the campaign.
        name: unique in its part.
        outcome: in a word or two: "error", "result", "refused", "before", "after".
        fault: what is wrong with that; nothing if it was withstood.
    """

    part: str
    name: str
    outcome: str
    fault: str = ""


class Record:
    """The attacks that were made already, kept in a file if there is one."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self.attacks: list[Attack] = []
        if file is not None and file.exists():
            self.attacks = [Attack(**json.loads(line)) for line in file.read_text().splitlines()]
        self._known = {(attack.part, attack.name) for attack in self.attacks}

    def add(self, attack: Attack) -> None:
        self.attacks.append(attack)
        self._known.add((attack.part, attack.name))
        if self._file is not None:
            with self._file.open("a") as file:
                file.write(json.dumps(asdict(attack)) + "\n")

    def new(self, part: str, names: Iterable[str]) -> Iterator[str]:
        """The names of attacks that were not made yet."""
        return (name for name in names if (part, name) not in self._known)


def table(attacks: Iterable[Attack]) -> str:
    """A line a part, with its outcomes, and below it each attack that was not withstood."""
    lines = [f"{'part':16}{'attacks':>8}{'faults':>8}  outcomes"]
    parts: dict[str, list[Attack]] = {}
    for attack in attacks:
        parts.setdefault(attack.part, []).append(attack)
    for part, made in parts.items():
        outcomes = ", ".join(f"{word} {count:,}" for word, count in Counter(a.outcome for a in made).most_common())
        faults = [attack for attack in made if attack.fault]
        lines.append(f"{part:16}{len(made):8,}{len(faults):8,}  {outcomes}")
        lines.extend(f"    {attack.name!a}: {attack.fault!a}" for attack in faults)
    return "\n".join(lines)
