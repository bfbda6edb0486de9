"""A text on every way where a number is said to be."""


def grade(points: int, total: int) -> int:  # wrong: return str
    share = points / total
    if share > 0.9:
        return "excellent"
    if share > 0.5:
        return f"passed with {share:.0%}"
    return "failed: {}".format(points)


def missing(points: int, total: int) -> int:
    return total - points
