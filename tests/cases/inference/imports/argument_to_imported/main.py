#: fill(): int
#: fill.store: store.Store
#: fill.names: list[str]
#: shop: store.Store
#: size: int
#: found: int | None

from store import Store


def fill(store, names):
    for name in names:
        store.put(name, len(name))
    return store.size()


shop = Store()
size = fill(shop, ["tea", "milk"])
found = shop.get("tea")
