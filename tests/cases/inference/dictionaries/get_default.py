#: ports: dict[str, int]
#: missing: int | None
#: known: int
#: other: int

ports = {"http": 80}
missing = ports.get("ftp")
known = ports.get("http", 0)
other = ports.get("gopher", 70)
