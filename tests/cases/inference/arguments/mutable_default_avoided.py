#: append_event(): list[str]
#: append_event.event: str
#: append_event.log: list[str] | None
#: events: list[str]

def append_event(event, log=None):
    if log is None:
        log = []
    log.append(event)
    return log


events = append_event("start")
events = append_event("stop", events)
