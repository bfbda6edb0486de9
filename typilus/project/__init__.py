"""What a project's files define, re-export, import and annotate."""

__all__: list[str] = []
