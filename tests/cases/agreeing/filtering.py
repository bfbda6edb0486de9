def within(points, center, radius):
    near = [point for point in points if gap(point, center) <= radius * radius]
    return closest_first(near, center)


def closest_first(candidates, center):
    rest = list(candidates)
    done = []
    while rest:
        best = rest[0]
        for other in rest:
            if gap(other, center) < gap(best, center):
                best = other
        rest.remove(best)
        done.append(best)
    return done


def gap(p, q):
    return (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1])
