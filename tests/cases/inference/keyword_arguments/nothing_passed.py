#: bake(): tuple[int, int]
#: bake.flour: int
#: bake.eggs: int
#: bake.vegan: bool
#: bake.portions: int
#: cake: tuple[int, int]

def bake(flour=500, *, eggs=2, vegan=False):
    portions = flour // 100
    if vegan:
        eggs = 0
    return portions, eggs


cake = bake(vegan=True)
