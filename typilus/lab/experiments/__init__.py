"""The papers' tables and figures, and ours."""

__all__: list[str] = []
