import dataclasses

from records.people import Account, Person, Team

ada = Person("Ada", 36).remember()
print(ada, ada.older(), ada.key(), Person.names, list(Person.registry))
team = Team("x").join(ada).join(Person("Bob"))
print(team, team < Team("y"), Team.size, Team.cache)
account = Account(ada, 10.0)
print(account.pay(2.5), account.pay(1), Account.count, account.history)
for kind in (Person, Team, Account):
    print([each.name for each in dataclasses.fields(kind)])
for make in (lambda: Person(), lambda: Person("a", 1, 2), lambda: Account(), lambda: setattr(ada, "age", 3)):
    try:
        print(make())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
