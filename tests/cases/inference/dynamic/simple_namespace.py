#: options: types.SimpleNamespace
#: depth: int
#: verbose: bool

from types import SimpleNamespace

options = SimpleNamespace(verbose=True, depth=2)
options.depth += 1
depth = options.depth
verbose = options.verbose
