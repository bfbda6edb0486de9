"""An asynchronous generator that is said to be what it yields."""

import asyncio
from collections.abc import AsyncIterator


class Feed:
    def __init__(self, pages: list[list[str]]) -> None:
        self.pages = pages

    async def titles(self) -> str:  # wrong: return collections.abc.AsyncIterator[str]
        for page in self.pages:
            await asyncio.sleep(0.1)
            for title in page:
                yield title.title()

    async def lengths(self) -> AsyncIterator[int]:
        async for title in self.titles():
            yield len(title)
