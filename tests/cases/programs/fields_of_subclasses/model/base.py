class Model:
    """Annotated names of a class are its fields; each needs a plain default or none."""

    fields = ()

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        fields = []
        for name, kind in cls.__dict__.get("__annotations__", {}).items():
            default = cls.__dict__.get(name)
            if isinstance(default, (list, dict, set)):
                raise ValueError("mutable default %s of %s" % (name, cls.__name__))
            fields.append((name, kind, default))
        cls.fields = cls.fields + tuple(fields)

    def __init__(self, **values):
        for name, kind, default in self.fields:
            setattr(self, name, values.pop(name, default))
        if values:
            raise TypeError("unknown: %s" % sorted(values))

    def dump(self):
        return {name: getattr(self, name) for name, _, _ in self.fields}
