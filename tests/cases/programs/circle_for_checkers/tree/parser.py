from typing import TYPE_CHECKING

from tree.elements import Element, Text

if TYPE_CHECKING:
    from tree.visitors import Visitor


class ParseError(ValueError):
    def __init__(self, message, position):
        super().__init__(message)
        self.position = position


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def parse(self):
        root = Element("root")
        while self.position < len(self.text):
            root.append(self.parse_node())
        return root

    def parse_node(self):
        if self.text[self.position] == "<":
            end = self.text.find(">", self.position)
            if end < 0:
                raise ParseError("no end", self.position)
            name = self.text[self.position + 1 : end]
            self.position = end + 1
            return Element(name)
        start = self.position
        while self.position < len(self.text) and self.text[self.position] != "<":
            self.position += 1
        return Text(self.text[start : self.position])

    def visit(self, visitor: "Visitor"):
        return self.parse().accept(visitor)
