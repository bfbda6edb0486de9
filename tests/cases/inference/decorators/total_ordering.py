#: Version.__init__.major: int
#: Version.major: int
#: Version.__eq__(): bool
#: Version.__eq__.other: object or Version
#: Version.__lt__(): bool
#: Version.__lt__.other: Version
#: newer: bool
#: best: Version

import functools


@functools.total_ordering
class Version:
    def __init__(self, major):
        self.major = major

    def __eq__(self, other):
        return self.major == other.major

    def __lt__(self, other):
        return self.major < other.major


newer = Version(3) >= Version(2)
best = max(Version(1), Version(4))
