from store import Store, find, parse_line

store = Store()
for line in ("a=1", "b=2", "# no", "c"):
    entry = parse_line(line)
    if entry is not None:
        store.put(*entry)
print(store.get("a"), store.get("c"), store.get("x"), store.names())
print(find(store, "1"), find(store, "9"), sorted(store.groups().items()), store.first())
try:
    parse_line(None)
except AttributeError as error:
    print(error)
