"""What the names, scopes and functions of a file are."""

__all__: list[str] = []
