def price_of(item: str) -> float:
    return len(item) * 0.5
