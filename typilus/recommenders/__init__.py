"""Everything that recommends types for symbols: one contract, a file each."""

__all__: list[str] = []
