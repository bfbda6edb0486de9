"""A method that leaves early, with nothing, too."""


class Mailbox:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.messages: list[str] = []

    def receive(self, message: str) -> str:  # wrong: return None
        if len(self.messages) >= self.limit:
            print("full")
            return
        self.messages.append(message.strip())

    def latest(self) -> str:
        return self.messages[-1]
