#: make_checks(): list[collections.abc.Callable[[int], bool]] or list[collections.abc.Callable[..., bool]] or list[collections.abc.Callable[[int, int], bool]]
#: make_checks.limits: list[int]
#: make_checks.checks: list[collections.abc.Callable[[int], bool]] or list[collections.abc.Callable[..., bool]] or list[collections.abc.Callable[[int, int], bool]]
#: checks: list[collections.abc.Callable[[int], bool]] or list[collections.abc.Callable[..., bool]] or list[collections.abc.Callable[[int, int], bool]]
#: passed: list[bool]

def make_checks(limits):
    checks = []
    for limit in limits:
        checks.append(lambda number, limit=limit: number < limit)
    return checks


checks = make_checks([10, 20])
passed = [check(15) for check in checks]
