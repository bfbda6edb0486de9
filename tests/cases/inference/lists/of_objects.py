#: Task.__init__.title: str
#: Task.__init__.minutes: int
#: Task.title: str
#: Task.minutes: int
#: tasks: list[Task]
#: longest: Task
#: titles: list[str]
#: total: int

class Task:
    def __init__(self, title, minutes):
        self.title = title
        self.minutes = minutes


tasks = [Task("wash", 20), Task("cook", 45)]
longest = max(tasks, key=lambda task: task.minutes)
titles = [task.title for task in tasks]
total = sum(task.minutes for task in tasks)
