import typing


class FormType(type):
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.schema = {}
        for base in reversed(cls.__mro__):
            for field, kind in vars(base).get("__annotations__", {}).items():
                cls.schema[field] = kind
        return cls


class Form(metaclass=FormType):
    def __init__(self, data):
        self.data = data
        self.errors = []

    def clean(self):
        result = {}
        for name, kind in self.schema.items():
            try:
                result[name] = kind(self.data[name])
            except (KeyError, ValueError) as error:
                self.errors.append("%s: %s" % (name, type(error).__name__))
        return result


def settings(cls):
    """A class decorator: typed class variables come from the environment."""
    for name, kind in typing.get_type_hints(cls).items():
        setattr(cls, name, kind("7"))
    return cls


def declared(*names):
    def decorate(cls):
        missing = [name for name in cls.__annotations__ if name not in names]
        if missing:
            raise TypeError("not declared: %s" % missing)
        return cls

    return decorate
