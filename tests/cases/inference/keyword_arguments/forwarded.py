#: log(): str
#: log.message: str
#: log.level: str
#: log.indent: int
#: warn(): str
#: warn.message: str
#: warn.options: int
#: text: str

def log(message, level="info", indent=0):
    return f"{' ' * indent}[{level}] {message}"


def warn(message, **options):
    return log(message, level="warning", **options)


text = warn("low disk", indent=2)
