class Exporter:
    def __init__(self) -> None:
        self.count = 0

    def write(self, data: dict[str, int]) -> str:
        raise NotImplementedError

    def run(self, data: dict[str, int]) -> str:
        return self.write(data).strip()
