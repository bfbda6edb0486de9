#: Report.lines(): list[str]
#: LongReport.lines(): list[str]
#: LongReport.lines.found: list[str]
#: count: int
#: text: list[str]

class Report:
    def lines(self):
        return ["title"]


class LongReport(Report):
    def lines(self):
        found = super().lines()
        found.append("body")
        return found


count = len(LongReport().lines())
text = LongReport().lines()
