#: make_user(): dict[str, str]
#: make_user.name: str
#: make_user.age: int
#: record: dict[str, str]
#: user: dict[str, str]

def make_user(name, age):
    return {"name": name, "age": str(age)}


record = {"name": "Ann"}
user = make_user(age=30, **record)
