from functools import singledispatchmethod

from app import models


class Renderer:
    indent = 2

    def __init__(self, width=20):
        self.width = width

    @singledispatchmethod
    def render(self, value):
        raise NotImplementedError(type(value).__name__)

    @render.register
    def _(self, value: str):
        return self.summary(value).title[: self.width]

    @render.register
    def render_number(self, value: float):
        return " " * self.indent + "%.1f" % value

    @render.register
    def render_pair(self, value: tuple):
        first, second = value
        return self.render(first) + "=" + self.render(second)

    def summary(self, value):
        return models.make_summary(value)
