#: slug(): str
#: slug.title: str
#: initials(): list[str]
#: initials.name: str
#: text: str
#: letters: list[str]

def slug(title):
    return "-".join(title.lower().split())


def initials(name):
    return [word[0] for word in name.split()]


text = slug("The Go Language")
letters = initials("Ada Lovelace")
