#: host: str
#: port: int
#: address: tuple[str, int]

import settings as conf
from settings import PORT as port_number

host = conf.HOST
port = port_number + 1
address = (host, port)
