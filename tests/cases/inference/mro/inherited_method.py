#: Animal.legs(): int
#: count: int

class Animal:
    def legs(self):
        return 4


class Dog(Animal):
    pass


count = Dog().legs()
