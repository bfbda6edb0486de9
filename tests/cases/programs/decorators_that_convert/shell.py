import inspect


class Command:
    def __init__(self, function):
        self.function = function
        self.parameters = list(inspect.signature(function).parameters.values())

    def usage(self):
        parts = [self.function.__name__]
        for parameter in self.parameters:
            kind = "" if parameter.annotation is parameter.empty else ":" + parameter.annotation.__name__
            parts.append(("<%s%s>" if parameter.default is parameter.empty else "[%s%s]") % (parameter.name, kind))
        return " ".join(parts)

    def call(self, words):
        values = []
        for parameter, word in zip(self.parameters, words):
            convert = str if parameter.annotation is parameter.empty else parameter.annotation
            values.append(convert(word))
        return self.function(*values)


class Shell:
    def __init__(self):
        self.commands = {}

    def command(self, function):
        self.commands[function.__name__] = Command(function)
        return function

    def run(self, line):
        name, *words = line.split()
        return self.commands[name].call(words)

    def help(self):
        return [command.usage() for command in self.commands.values()]
