#: retry(): tuple[str, float]
#: retry.work: collections.abc.Callable[[], str]
#: retry.wait: collections.abc.Callable[[int], float]
#: retry.delay: float
#: outcome: tuple[str, float]

def retry(work, wait=lambda attempt: attempt * 0.5):
    delay = wait(2)
    return work(), delay


outcome = retry(lambda: "done")
