#: display_name(): str
#: display_name.user: dict[str, str]
#: non_empty(): bool
#: non_empty.text: str
#: shown: str
#: flag: bool

def display_name(user):
    return user.get("nick") or user.get("name") or "anonymous"


def non_empty(text):
    return bool(text and text.strip())


shown = display_name({"name": "Ann"})
flag = non_empty(" ")
