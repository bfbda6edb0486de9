#: Parser.parse(): list[str]
#: Parser.parse.text: str
#: read(): list[str]
#: read.parser_class: type[Parser]
#: read.text: str
#: read.parser: Parser
#: fields: list[str]

class Parser:
    def parse(self, text):
        return text.split(",")


def read(parser_class, text):
    parser = parser_class()
    return parser.parse(text)


fields = read(Parser, "a,b,c")
