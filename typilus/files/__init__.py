"""Files, folders and processes: what rooms that read or write have in common."""

__all__: list[str] = []
