#: find(): str | None
#: find.names: list[str]
#: find.prefix: str
#: found: str | None
#: missing: str | None

def find(names, prefix):
    for name in names:
        if name.startswith(prefix):
            return name
    return None


found = find(["ann", "bob"], "b")
missing = find(["ann"], "z")
