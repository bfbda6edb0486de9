"""From text to what passes read: scopes, lexemes, one sweep over the tree."""

__all__: list[str] = []
