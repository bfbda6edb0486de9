class Report:
    def __init__(self, title, lines):
        self.title = title
        self.lines = lines

    def __repr__(self):
        return "Report(%r, %d lines)" % (self.title, len(self.lines))


class Summary(Report):
    pass


def make_report(title: str) -> Report:
    return Report(title, title.split())


def make_summary(title: str) -> Summary:
    return Summary(title.upper(), [])
