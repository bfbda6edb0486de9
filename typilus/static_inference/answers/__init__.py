"""From what is known of a slot to a type that somebody would write, and the reasons for it."""

__all__: list[str] = []
