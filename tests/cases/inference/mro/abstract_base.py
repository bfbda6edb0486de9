#: Figure.area(): float
#: Figure.describe(): str
#: Disc.area(): float
#: shown: str
#: size: float

from abc import ABC, abstractmethod


class Figure(ABC):
    @abstractmethod
    def area(self):
        """In square metres."""

    def describe(self):
        return f"{self.area():.1f} m2"


class Disc(Figure):
    def area(self):
        return 3.14


shown = Disc().describe()
size = Disc().area()
