"""A coroutine that hands nothing back."""

import asyncio


class Poller:
    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.seen: dict[str, int] = {}

    async def poll(self, names: list[str]) -> dict[str, int]:  # wrong: return None
        for name in names:
            self.seen[name] = self.seen.get(name, 0) + 1
            await asyncio.sleep(self.interval)

    async def count(self, name: str) -> int:
        await asyncio.sleep(0)
        return self.seen.get(name, 0)
