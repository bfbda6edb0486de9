"""Records of every kind that the standard library knows."""

import ctypes
import dataclasses
import enum
import functools
from typing import NamedTuple, TypedDict


class Pair(NamedTuple):
    first: int
    second: int = 0

    def total(self):
        return self.first + self.second

    @classmethod
    def largest(cls, pairs):
        return max(pairs, key=lambda pair: pair.total())


class Movie(TypedDict, total=False):
    title: str


def titles(movies):
    return [movie.get("title", "?") for movie in movies]


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"
    names = enum.nonmember([]) if hasattr(enum, "nonmember") else property(lambda self: [])

    def mixed(self, other):
        return self.value + other.value

    @classmethod
    def default(cls):
        return cls.RED


class Header(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("size", ctypes.c_int), ("kind", ctypes.c_short)]
    aliases = {}

    def key(self):
        return (self.size, self.kind)


@dataclasses.dataclass
class Job:
    name: str
    tries: int = 1
    seed: dataclasses.InitVar = 0
    registry = {}
    remaining = None

    def __post_init__(self, seed):
        if seed is None:
            raise ValueError(f"{self.name} has no seed")
        self.remaining = self.tries + seed
        self.registry[self.name] = self.tries

    def retry(self):
        return dataclasses.replace(self, tries=self.tries - 1, seed=0)


class Slotted:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


@functools.total_ordering
class Temperature:
    scale = None

    def __init__(self, degrees):
        self.degrees = degrees

    def __eq__(self, other):
        return self.degrees == other.degrees

    def __lt__(self, other):
        return self.degrees < other.degrees
