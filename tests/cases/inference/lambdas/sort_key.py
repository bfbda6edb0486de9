#: people: list[tuple[str, int]]
#: by_age: list[tuple[str, int]]
#: names: list[str]

people = [("ann", 41), ("bob", 37)]
by_age = sorted(people, key=lambda person: person[1])
names = list(map(lambda person: person[0].title(), people))
