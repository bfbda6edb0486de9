#: ticks(): collections.abc.AsyncIterator[int] or collections.abc.AsyncGenerator[int, None]
#: ticks.count: int
#: collect(): list[int]
#: found: list[int]

import asyncio


async def ticks(count):
    for number in range(count):
        yield number
        await asyncio.sleep(0)


async def collect():
    return [tick async for tick in ticks(3)]


found = asyncio.run(collect())
