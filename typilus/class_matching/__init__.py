"""Types never seen before: classes as markers that are embedded from their own definitions.

A class needs no annotated example: its place in the TypeSpace is the network's state of its name in the file that
defines it (`ProgramGraph.definitions`), and beside it stand the words of its name, the members it has, its own and
inherited ones, and from where it is visible. `agreement.py` compares symbols with all of that, `matcher.py` turns it
into the probability of each class and of none of them. Arrays and names only: nothing here knows the network.

Measured on projects that were not learned from, on symbols whose annotation is (optionally) a class of their own
project: how often the class ranked first is the right one, in %. "Seen" is the choice among the classes that the file
defines or imports, where the right one is among them; "project" the choice among all classes of the project. "Bare"
leaves out the imports that only annotations need. Beside it: the class whose name shares the largest part of its words
with the symbol's, and the plainly nearest marker (L1), in the TypeSpace as it is and after 211 updates of the whole
network with classes as further markers of its neighbor loss, alone and with a loss among the classes of the batch.

| | validation seen | project | bare project | test seen | project | bare project |
|---|---:|---:|---:|---:|---:|---:|
| matched (this room) | 66.5 | 64.2 | 53.8 | 68.3 | 55.0 | 45.5 |
| matched without places | 65.3 | 61.7 | 48.7 | | | |
| most words shared | 54.2 | 37.0 | 37.0 | 53.9 | 33.5 | 33.5 |
| nearest marker, network as it is | 48.5 | 18.7 | 18.7 | 45.2 | 12.1 | 12.1 |

1,471 symbols of 7 validation projects, 2,901 of 12 test projects, at most 60 files a project and 40 symbols a file,
so that large projects do not outweigh the others. On 7,235 other symbols of the validation projects, training the
network too moved the nearest marker from 41.1 (seen) and 15.9 (project) to 42.6 and 15.9 with markers in the loss, and
to 43.4 and 17.9 with the second loss (the ordinary vote: 37.7 before, 37.3 after). So the network stays as it is: the
matcher is fifty times smaller, learns in minutes, and asks for no new type map. The places are worth 2.5 points in the
project and 5.1 with bare imports, once it has learned long enough (4,000 updates; after 1,200 nothing); the rest is
words, members and visibility. These are single runs; one standard error is about 1.3 points on the validation side.
"""

from typilus.class_matching.agreement import FEATURES, UNKNOWN, FileVisibility, MatchedSymbols
from typilus.class_matching.classes import ClassEntry, ClassTable, Rows, Vectors
from typilus.class_matching.imports import imported_names
from typilus.class_matching.matcher import DefinitionMatcher
from typilus.class_matching.project_classes import FileClasses, ProjectClasses, VisibleClasses, class_entries
from typilus.class_matching.symbol_selection import matched_symbols

__all__ = [
    "FEATURES",
    "UNKNOWN",
    "ClassEntry",
    "ClassTable",
    "DefinitionMatcher",
    "FileClasses",
    "FileVisibility",
    "MatchedSymbols",
    "ProjectClasses",
    "Rows",
    "Vectors",
    "VisibleClasses",
    "class_entries",
    "imported_names",
    "matched_symbols",
]
