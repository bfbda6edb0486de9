from service.checks import dispatch
from service.events import started
from service.handlers import Service, restart, stop, when

print(dispatch(stop("a", "tired")).name)
print(restart("b").when, when(started("c"), 4), dispatch(started("d")))
service = Service()
print(service.start("e", times=2).name, len(service.latest(5)))
print(service.start("f", 1.0 > 0).name)
for call in (lambda: service.start(1), lambda: service.latest("2"), lambda: when(started("x"), days=60)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
