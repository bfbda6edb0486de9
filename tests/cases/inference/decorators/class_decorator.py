#: REGISTERED: list[str]
#: register(): type[Plugin] or type
#: register.cls: type[Plugin] or type
#: Plugin.run(): int
#: code: int

REGISTERED = []


def register(cls):
    REGISTERED.append(cls.__name__)
    return cls


@register
class Plugin:
    def run(self):
        return 0


code = Plugin().run()
