#: later(): None
#: answer: None

def later():
    """Not written yet."""


answer = later()
