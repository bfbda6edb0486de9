#: Report.__init__.rows: list[str]
#: Report.rows: list[str]
#: Report.summary(): dict[str, int]
#: report: Report
#: count: int

import functools


class Report:
    def __init__(self, rows):
        self.rows = rows

    @functools.cached_property
    def summary(self):
        return {"rows": len(self.rows)}


report = Report(["a", "b"])
count = report.summary["rows"]
