#: version(): str
#: debug(): bool
#: ratio(): float
#: shown: str

def version():
    return "1.0"


def debug():
    return False


def ratio():
    return 1.5


shown = version()
