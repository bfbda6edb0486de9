from typing import List

import attr
from attrs import define, field


def to_number(text):
    return int(text)


@attr.s
class Point:
    origin = (0, 0)
    x = attr.ib(converter=to_number)
    y = attr.ib(default=0)

    @y.validator
    def _check(self, attribute, value):
        if value is None:
            raise ValueError(attribute.name)

    def moved(self, dx=0, dy=0):
        return Point(self.x + dx, self.y + dy)


@define
class Label:
    name: str
    tags: List[str] = field(factory=list)
    separator = "-"

    def text(self):
        return self.separator.join([self.name, *self.tags])


@attr.s(auto_attribs=False)
class Box:
    made = []
    unit = None
    size = attr.ib(default=1)

    def area(self):
        Box.made.append(self.size)
        return self.size * self.size


def names_of(labels):
    return sorted(label.name for label in labels)
