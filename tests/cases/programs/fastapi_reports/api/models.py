from pydantic import BaseModel


class Report(BaseModel):
    title: str
    words: int = 0


class Stored:
    """Not a model: what the store keeps."""

    def __init__(self, number, report):
        self.number = number
        self.report = report
        self.tags = []


def make_report(title: str) -> Report:
    return Report(title=title, words=len(title.split()))
