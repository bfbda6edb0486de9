# requires: 3.12
def first[T: (int, str), *Ts, **P](items: list[T]) -> T:
    return items[0]


class Box[T,]:
    item: T


type Pair[T] = tuple[T, T]
type = f"{a["k"]!r:>{w["q"]}}" + f'{"'" + '"""' + x}'  # "
y = f"{x:{"#"}}"  # "
