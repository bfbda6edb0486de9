"""Decide that a type is only a guess: too little of what flows into the symbol is known."""

__all__: list[str] = []
