"""Module's own words."""
a = "short" 'joined'
b = rb"raw\n"
c = "a string of more than forty characters, of which the label keeps forty"
d = f"{a!r:>{b}} and {a.lower()[0]}" "joined" + f"nothing"
e = f"{x:{y}}{[z for z in a]} {'nested'} {1}{None}{(lambda q: q)}"
f = 0x1F + 1_000.5e-3 + 2j
