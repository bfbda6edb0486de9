#: address: urllib.parse.ParseResult
#: host: str | None
#: port: int | None
#: query: dict[str, list[str]]
#: safe: str

from urllib.parse import parse_qs, quote, urlparse

address = urlparse("https://example.org:8080/a?q=1")
host = address.hostname
port = address.port
query = parse_qs(address.query)
safe = quote("a b")
