#: base: dict[str, int]
#: extra: dict[str, int]
#: joined: dict[str, int]
#: spread: dict[str, int]
#: copied: dict[str, int]

base = {"a": 1}
extra = {"b": 2}
joined = base | extra
base.update(extra)
spread = {**base, "c": 3}
copied = joined.copy()
