#: strip(): str
#: strip.text: str
#: pipeline(): str
#: pipeline.text: str
#: pipeline.steps: list[collections.abc.Callable[[str], str]]
#: clean: str

def strip(text):
    return text.strip()


def pipeline(text, steps):
    for step in steps:
        text = step(text)
    return text


clean = pipeline("  Tea ", [strip, str.lower])
