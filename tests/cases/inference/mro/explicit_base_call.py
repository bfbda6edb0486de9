#: Logger.write(): int
#: Logger.write.text: str
#: Prefixed.prefix: str
#: Prefixed.write(): int
#: Prefixed.write.text: str
#: written: int

class Logger:
    def write(self, text):
        return len(text)


class Prefixed(Logger):
    prefix = "> "

    def write(self, text):
        return Logger.write(self, self.prefix + text)


written = Prefixed().write("ready")
