#: LOG: list[str]
#: record(): None
#: record.message: str
#: nothing: None

LOG = []


def record(message):
    LOG.append(message)


nothing = record("started")
