"""Types that follow from the code itself, without a network."""

__all__: list[str] = []
