#: config: dict[str, dict[str, int]]
#: server: dict[str, int]
#: port: int
#: sections: list[str]

config = {"server": {"port": 80}, "client": {"retries": 3}}
server = config["server"]
port = server["port"]
config["server"]["port"] = 8080
sections = list(config)
