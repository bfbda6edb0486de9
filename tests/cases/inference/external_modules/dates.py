#: start: datetime.date
#: later: datetime.date
#: gap: datetime.timedelta
#: days: int
#: text: str
#: moment: datetime.datetime
#: hour: int

from datetime import date, datetime, timedelta

start = date(2024, 2, 28)
later = start + timedelta(days=2)
gap = later - start
days = gap.days
text = later.isoformat()
moment = datetime(2024, 1, 1, 12)
hour = moment.hour
