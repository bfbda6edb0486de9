#: Commands.do_start(): str
#: Commands.do_stop(): str
#: Commands.run(): str
#: Commands.run.name: str
#: Commands.run.method: collections.abc.Callable[[], str]
#: message: str

class Commands:
    def do_start(self):
        return "started"

    def do_stop(self):
        return "stopped"

    def run(self, name):
        method = getattr(self, "do_" + name)
        return method()


message = Commands().run("start")
