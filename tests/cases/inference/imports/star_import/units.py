__all__ = ["UNIT", "to_grams"]

UNIT = "g"


def to_grams(kilograms: float) -> int:
    return int(kilograms * 1000)
