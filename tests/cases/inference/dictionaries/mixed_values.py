#: person: dict[str, int | str]
#: keys: list[str]
#: text: str

person = {"name": "Ann", "age": 41}
keys = sorted(person)
text = str(person["age"])
