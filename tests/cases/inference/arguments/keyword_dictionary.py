#: tag(): str
#: tag.name: str
#: tag.attributes: str
#: tag.pairs: list[str]
#: link: str

def tag(name, **attributes):
    pairs = [f'{key}="{value}"' for key, value in attributes.items()]
    return f"<{name} {' '.join(pairs)}>"


link = tag("a", href="/home", rel="next")
