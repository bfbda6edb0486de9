"""Type checkers as judges: a project with some texts replaced goes in, the errors that are new come out.

From the outside in: a `CheckedProject` is a copy that may be changed (project.py); a `TypeChecker` (checker.py) judges
it and returns a `CheckOutcome` (diagnostics.py): mypy, pyright, pyrefly, ty and pytype, a module each; `choose_checker`
(selection.py) takes the one that the project is configured for. `new_errors` tells what a change has caused, and
`find_assignment` finds, in few runs, the most probable annotations that cause nothing; judging.py joins all of it.
"""

__all__: list[str] = []
