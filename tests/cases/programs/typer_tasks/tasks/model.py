class Task:
    def __init__(self, title, priority=1):
        self.title = title
        self.priority = priority
        self.done = False

    def __str__(self):
        return "[%s] %s (%s)" % ("x" if self.done else " ", self.title, self.priority)


class TaskList:
    def __init__(self, tasks=()):
        self.tasks = list(tasks)

    def add(self, title, priority):
        task = Task(title, priority)
        self.tasks.append(task)
        return task

    def find(self, title):
        for task in self.tasks:
            if task.title == title:
                return task
        return None


def load_tasks() -> TaskList:
    return TaskList([Task("write"), Task("read", 2)])
