#: Settings.timeout: int
#: Settings.name: str
#: FastSettings.timeout: float
#: slow: int
#: fast: float
#: name: str

class Settings:
    timeout = 30
    name = "base"


class FastSettings(Settings):
    timeout = 0.5


slow = Settings.timeout
fast = FastSettings.timeout
name = FastSettings.name
