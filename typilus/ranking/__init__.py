"""From what recommenders say to one ranked list."""

__all__: list[str] = []
