"""Forward inference: rules are run until the types of all nodes are known, and the slots on which most depend."""

__all__: list[str] = []
