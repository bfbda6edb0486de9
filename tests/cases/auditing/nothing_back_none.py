"""A function of which every way ends with None."""


def register(names: list[str], name: str, verbose: bool = False) -> int:  # wrong: return None
    if name in names:
        return None
    names.append(name)
    if verbose:
        print(f"{name} added")
    return None


def count(names: list[str]) -> int:
    return len(names)
