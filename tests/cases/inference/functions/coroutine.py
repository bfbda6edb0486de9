#: fetch(): int
#: fetch.name: str
#: main(): int
#: main.sizes: list[int] or tuple[int, int]
#: main.first: int
#: total: int

import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return len(name)


async def main():
    sizes = await asyncio.gather(fetch("a"), fetch("bcd"))
    first = await fetch("xy")
    return sum(sizes) + first


total = asyncio.run(main())
