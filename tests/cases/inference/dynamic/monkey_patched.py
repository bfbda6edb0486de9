#: Greeter.greet(): str
#: shout(): str
#: shout.self: Greeter
#: loud: str

class Greeter:
    def greet(self):
        return "hello"


def shout(self):
    return "HELLO"


Greeter.greet = shout
loud = Greeter().greet()
