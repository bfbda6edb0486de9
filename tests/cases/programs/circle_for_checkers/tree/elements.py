import tree


class Element:
    def __init__(self, name):
        self.name = name
        self.children = []

    def append(self, child):
        self.children.append(child)
        return self

    def accept(self, visitor):
        return visitor.visit_element(self)

    def again(self):
        return tree.parser.Parser("<" + self.name + ">")


class Text:
    def __init__(self, value):
        self.value = value

    def accept(self, visitor):
        return visitor.visit_text(self)
