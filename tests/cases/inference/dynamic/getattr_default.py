#: Config.debug: bool
#: config: Config
#: debug: bool
#: level: int

class Config:
    debug = True


config = Config()
debug = getattr(config, "debug")
level = getattr(config, "level", 3)
