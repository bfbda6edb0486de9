def k_closest(points, k):
    ranked = sort_by_distance([(distance(point), point) for point in points])
    return [point for _, point in ranked[:k]]


def sort_by_distance(pairs):
    return sorted(pairs, key=lambda pair: pair[0])


def distance(point):
    return point[0] * point[0] + point[1] * point[1]
