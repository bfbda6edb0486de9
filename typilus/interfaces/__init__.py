"""How people and programs reach the product."""

__all__: list[str] = []
