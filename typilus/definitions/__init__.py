"""Types never seen before: classes as markers that are embedded from their own definitions.

A class needs no annotated example: its place in the TypeSpace is the network's state of its name, and beside it stand
the words of its name, the members it has, and where it is visible (`classes.py`). `agreement.py` compares symbols with
all of that, `matcher.py` turns it into probabilities. Arrays and names only: nothing here knows the network.
"""
