#: Lamp.power: int
#: lamp: Lamp
#: kind: type[Lamp]
#: names: list[str]
#: fields: dict[str, typing.Any] or dict[str, object]
#: has_power: bool
#: identity: int
#: parent: bool

class Lamp:
    power = 40


lamp = Lamp()
kind = type(lamp)
names = dir(lamp)
fields = vars(lamp)
has_power = hasattr(lamp, "power")
identity = id(lamp)
parent = issubclass(Lamp, object)
