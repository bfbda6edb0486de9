#: greet(): str
#: greet.person: str | None
#: first: str
#: second: str

def greet(person):
    if person is None:
        return "Hello, stranger"
    return "Hello, " + person.title()


first = greet("grace")
second = greet(None)
