#: Duck.speak(): str
#: Horse.speak(): str
#: listen(): str
#: listen.animal: Duck | Horse
#: sounds: list[str]

class Duck:
    def speak(self):
        return "quack"


class Horse:
    def speak(self):
        return "neigh"


def listen(animal):
    return animal.speak() + "!"


sounds = [listen(Duck()), listen(Horse())]
