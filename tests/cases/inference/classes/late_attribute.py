#: Connection.__init__.host: str
#: Connection.host: str
#: Connection.socket_number: int | None
#: Connection.open(): int
#: link: Connection
#: number: int

class Connection:
    def __init__(self, host):
        self.host = host
        self.socket_number = None

    def open(self):
        if self.socket_number is None:
            self.socket_number = 7
        return self.socket_number


link = Connection("example.org")
number = link.open()
