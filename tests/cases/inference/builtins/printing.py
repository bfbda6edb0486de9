#: banner(): str
#: banner.text: str
#: banner.width: int
#: banner.line: str
#: shown: None
#: rule: str

def banner(text, width=20):
    line = "-" * width
    print(line, text, sep="\n")
    return line


shown = print("done")
rule = banner("menu")
