import records
from records import entity, record


@record
class Person:
    names = []
    registry = {}
    name: str
    age: int = 0
    limit = 120

    def older(self, years=1):
        return Person(self.name, self.age + years)

    def remember(self):
        self.names.append(self.name)
        self.registry[self.name] = self
        return self


@records.record(order=True)
class Team:
    size = 0
    name: str
    people: tuple = ()
    cache = {}

    def join(self, person):
        return Team(self.name, self.people + (person.name,))


@entity
class Account:
    count = 0
    owner: Person
    balance: float = 0.0
    history = []

    def pay(self, amount):
        Account.count += 1
        self.history.append(amount)
        self.balance -= amount
        return self.balance
