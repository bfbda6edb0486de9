#: command(): tuple[list[str], float]
#: command.program: str
#: command.arguments: str
#: command.shell: bool
#: command.timeout: float | None
#: command.words: list[str]
#: command.limit: float
#: call: tuple[list[str], float]

def command(program, /, *arguments, shell=False, timeout=None):
    words = [program, *arguments]
    if shell:
        words.insert(0, "sh")
    limit = 60.0 if timeout is None else timeout
    return words, limit


call = command("ls", "-l", shell=True, timeout=1.5)
