"""What a name, attribute, subscript or call is where it stands, and the chain of values that led there."""

__all__: list[str] = []
