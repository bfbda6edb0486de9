#: defaults: dict[str, str]
#: settings: dict[str, str]
#: merged: dict[str, str]
#: describe(): str
#: describe.host: str
#: describe.user: str
#: describe.door: str
#: target: str

defaults = dict(host="localhost", user="root")
settings = dict(defaults, user="ada")
merged = {**settings, "door": "22"}


def describe(host, user, door):
    return f"{user}@{host}:{door}"


target = describe(**merged)
