#: parse(): str
#: parse.command: str
#: parse.count: int
#: where: str
#: dots: str

def parse(command):
    match command.split():
        case ["go", direction]:
            return direction
        case ["wait", amount]:
            count = int(amount)
            return "." * count
        case _:
            return ""


where = parse("go north")
dots = parse("wait 3")
