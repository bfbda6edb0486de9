"""Models and functions that are validated when they are called."""

from typing import List

from pydantic import BaseModel, computed_field, field_validator, validate_call

CURRENCY = "EUR"


class Order(BaseModel):
    number: int
    lines: List[str] = []
    _cache = None

    @field_validator("lines", mode="before")
    @classmethod
    def split_lines(cls, value):
        if isinstance(value, str):
            value = value.split(",")
        return [line.strip() for line in value]

    @computed_field
    @property
    def summary(self) -> str:
        return self.describe(", ")

    def describe(self, separator):
        return separator.join(self.lines) + f" ({self.number})"

    def with_line(self, line):
        return Order(number=self.number, lines=self.lines + [line])


@validate_call
def repeat(text, times: int = 1):
    return str(text) * times


@validate_call
def label(text: str, width=10):
    return text.center(width, "-")


def total(prices, discount=0):
    amount = sum(prices)
    return amount - amount * discount
