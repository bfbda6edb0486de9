#: describe(): str
#: describe.value: bool | float | int | str or float | str or float | int | str
#: kinds: list[str]

def describe(value):
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, (int, float)):
        return f"number {value:.1f}"
    return "text of " + str(len(value))


kinds = [describe(True), describe(2), describe(0.5), describe("abc")]
