#: visit(): str
#: visit.place: str
#: town: str
#: count: int

def visit(place):
    visit.count += 1
    return place.title()


visit.count = 0
town = visit("oslo")
count = visit.count
