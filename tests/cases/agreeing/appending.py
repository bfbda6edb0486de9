def k_closest(points, k):
    result = []
    for point in order(points):
        if len(result) == k:
            break
        result.append(point)
    return result


def order(values):
    swapped = True
    while swapped:
        swapped = False
        for i in range(len(values) - 1):
            if farther(values[i], values[i + 1]):
                values[i], values[i + 1] = values[i + 1], values[i]
                swapped = True
    return values


def farther(a, b):
    return a[0] * a[0] + a[1] * a[1] > b[0] * b[0] + b[1] * b[1]
