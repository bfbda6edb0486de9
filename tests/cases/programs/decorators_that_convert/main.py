from shell import Shell

shell = Shell()


@shell.command
def add(first, second):
    return first + second


@shell.command
def multiply(first: int, second: int, times=1):
    return first * second * int(times)


@shell.command
def head(text, count=3):
    return text[: int(count)]


def quote(text, mark='"'):
    return mark + text + mark


shell.command(quote)

print(shell.help())
for line in ("add 1 2", "multiply 3 4 2", "multiply 3 four", "head abcdef", "head abcdef 2", "quote x '", "gone"):
    try:
        print(line, "->", repr(shell.run(line)))
    except (KeyError, TypeError, ValueError) as error:
        print(line, "->", type(error).__name__, error)
print(add(1, 2), head("direct", 1), quote("q"))
