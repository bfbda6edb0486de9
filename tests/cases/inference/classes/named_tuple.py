#: peak: Place
#: name: str
#: tall: bool
#: low: Place
#: Pair: type[Pair]
#: pair: Pair

from collections import namedtuple
from typing import NamedTuple


class Place(NamedTuple):
    name: str
    height: float


peak = Place("Eiger", 3967.0)
name = peak.name
tall = peak.height > 3000
low = peak._replace(height=10.0)
Pair = namedtuple("Pair", ["left", "right"])
pair = Pair(1, 2)
