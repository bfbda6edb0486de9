from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    factor: float


RATES: dict[str, Rate] = {"EUR": Rate(1.0), "USD": Rate(1.1)}
