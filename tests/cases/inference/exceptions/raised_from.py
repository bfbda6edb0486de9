#: load(): dict[str, int]
#: load.text: str
#: settings: dict[str, int]
#: cause: BaseException | None

class ConfigError(Exception):
    pass


def load(text):
    try:
        return {"port": int(text)}
    except ValueError as error:
        raise ConfigError("bad port") from error


settings = load("80")
try:
    load("x")
except ConfigError as error:
    cause = error.__cause__
