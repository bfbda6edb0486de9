from functools import singledispatch
from app.models import make_report


@singledispatch
def build(value):
    raise TypeError(value)


@build.register
def build_report(value: str):
    return make_report(value)


@build.register
def build_many(value: list):
    return [build(item) for item in value]


@build.register(int)
def build_numbered(value):
    return make_report("number %d" % value)
