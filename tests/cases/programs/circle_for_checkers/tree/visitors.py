from tree import elements


class Visitor:
    def visit_element(self, element):
        raise NotImplementedError

    def visit_text(self, text):
        raise NotImplementedError


class Names(Visitor):
    def visit_element(self, element):
        names = [element.name]
        for child in element.children:
            names.extend(child.accept(self))
        return names

    def visit_text(self, text):
        return [repr(text.value)]

    def wrap(self, text):
        return elements.Text(text)
