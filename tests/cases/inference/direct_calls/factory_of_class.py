#: Dog.speak(): str
#: Cat.speak(): str
#: make_pet(): Cat | Dog
#: make_pet.kind: str
#: pet: Cat | Dog
#: other: Cat | Dog
#: sound: str

class Dog:
    def speak(self):
        return "woof"


class Cat:
    def speak(self):
        return "meow"


def make_pet(kind):
    if kind == "dog":
        return Dog()
    return Cat()


pet = make_pet("dog")
other = make_pet("cat")
sound = pet.speak()
