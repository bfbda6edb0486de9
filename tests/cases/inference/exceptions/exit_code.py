#: main(): int
#: main.arguments: list[str]
#: status: int or int | str | None
#: fine: int

def main(arguments):
    if not arguments:
        raise SystemExit(2)
    return 0


try:
    status = main([])
except SystemExit as error:
    status = error.code
fine = main(["run"])
