"""Types of occurrences: what a name, attribute, subscript or call is where it stands, and what led there."""

__all__: list[str] = []
