#: first_seen(): dict[str, int]
#: first_seen.words: list[str]
#: first_seen.seen: dict[str, int]
#: places: dict[str, int]
#: where: int | None

def first_seen(words):
    seen = {}
    for position, word in enumerate(words):
        if word not in seen:
            seen[word] = position
    return seen


places = first_seen(["a", "b", "a"])
where = places.get("z")
