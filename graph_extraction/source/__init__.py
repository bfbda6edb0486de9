"""Files of Python source: bytes, encodings, notebooks, old grammars, errors."""

__all__: list[str] = []
