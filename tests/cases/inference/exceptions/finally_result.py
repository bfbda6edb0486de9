#: steps(): list[str]
#: steps.log: list[str]
#: done: list[str]

def steps():
    log = []
    try:
        log.append("try")
    finally:
        log.append("finally")
    return log


done = steps()
