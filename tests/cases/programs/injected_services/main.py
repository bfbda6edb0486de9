import injector
import punq
import services

container = punq.Container()
container.register(services.Clock)
container.register(services.Greeter)
print(container.resolve(services.Greeter).greet("Ada"), container.resolve(services.Greeter).clock.now())
found = injector.Injector([services.configure])
print(found.get(services.Mailer).send("hello"), found.get(services.Mailer).retries)
print(found.call_with_injection(services.report, kwargs={"title": "t"}))
try:
    found.call_with_injection(services.unfinished)
except injector.Error as error:
    print(type(error).__name__)
