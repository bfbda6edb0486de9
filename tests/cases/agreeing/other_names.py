def nearest(coords, amount):
    low = 0
    high = len(coords) - 1
    while low <= high:
        split = partition(coords, low, high)
        if split == amount:
            break
        if split < amount:
            low = split + 1
        else:
            high = split - 1
    return coords[:amount]


def partition(items, start, end):
    chosen = items[start]
    while start < end:
        while start < end and difference(items[end], chosen) >= 0:
            end -= 1
        items[start] = items[end]
        while start < end and difference(items[start], chosen) <= 0:
            start += 1
        items[end] = items[start]
    items[start] = chosen
    return start


def difference(first, second):
    return first[0] * first[0] + first[1] * first[1] - second[0] * second[0] - second[1] * second[1]
