class Store:
    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}

    def put(self, name: str, size: int) -> None:
        self._sizes[name] = size

    def get(self, name: str) -> int | None:
        return self._sizes.get(name)

    def size(self) -> int:
        return len(self._sizes)
