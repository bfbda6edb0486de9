#: Stack.push(): None
#: Stack.push.item: str
#: Stack.peek(): str
#: stack: Stack
#: size: int
#: top: str

class Stack(list):
    def push(self, item):
        self.append(item)

    def peek(self):
        return self[-1]


stack = Stack()
stack.push("a")
size = len(stack)
top = stack.peek()
