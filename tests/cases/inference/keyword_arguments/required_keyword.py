#: connect(): tuple[str, int]
#: connect.host: str
#: connect.port: int
#: connect.address: tuple[str, int]
#: server: tuple[str, int]

def connect(host, *, port):
    address = (host, port)
    return address


server = connect("localhost", port=8080)
