"""The interfaces of the product for people and programs."""

__all__: list[str] = []
