#: outer(): list[str]
#: outer.text: str
#: outer.prefix: str
#: outer.bullet(): str
#: outer.<locals>.bullet.line: str
#: bullets: list[str]

def outer(text):
    prefix = "* "

    def bullet(line):
        return prefix + line

    return [bullet(line) for line in text.splitlines()]


bullets = outer("a\nb")
