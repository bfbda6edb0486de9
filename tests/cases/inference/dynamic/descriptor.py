#: Positive.__set_name__(): None
#: Positive.__set_name__.owner: type or type[Rod]
#: Positive.__set_name__.name: str
#: Positive.name: str
#: Positive.__get__(): int
#: Positive.__get__.instance: Rod or object
#: Positive.__get__.owner: type or type[Rod] or type | None or type[Rod] | None
#: Positive.__set__(): None
#: Positive.__set__.instance: Rod or object
#: Positive.__set__.value: int
#: Rod.length: Positive
#: Rod.__init__.length: int
#: rod: Rod
#: length: int

class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, abs(value))


class Rod:
    length = Positive()

    def __init__(self, length):
        self.length = length


rod = Rod(-4)
length = rod.length
