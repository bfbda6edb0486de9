#: generator: random.Random
#: pick: str
#: number: int
#: share: float
#: deck: list[int]

import random

generator = random.Random(7)
pick = generator.choice(["red", "blue"])
number = generator.randint(1, 6)
share = generator.random()
deck = generator.sample(range(10), 3)
