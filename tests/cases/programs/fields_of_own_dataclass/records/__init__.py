import dataclasses


def record(cls=None, **options):
    """A frozen data class with a key."""

    def wrap(cls):
        cls = dataclasses.dataclass(frozen=True, **options)(cls)
        cls.key = lambda self: tuple(getattr(self, each.name) for each in dataclasses.fields(self))
        return cls

    return wrap if cls is None else wrap(cls)


entity = dataclasses.dataclass(eq=False)
