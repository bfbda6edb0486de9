#: make_label(): str
#: make_label.name: str
#: label: str
#: length: int

def make_label(name):
    return "<" + name + ">"


label = make_label("tea")
length = len(make_label("milk"))
