def k_closest(points, k):
    def compare(p, q):
        return p[0] * p[0] + p[1] * p[1] - q[0] * q[0] - q[1] * q[1]

    def split(start, end):
        pivot = points[start]
        while start < end:
            while start < end and compare(points[end], pivot) >= 0:
                end -= 1
            points[start] = points[end]
            while start < end and compare(points[start], pivot) <= 0:
                start += 1
            points[end] = points[start]
        points[start] = pivot
        return start

    left, right = 0, len(points) - 1
    while left <= right:
        middle = split(left, right)
        if middle == k:
            break
        if middle < k:
            left = middle + 1
        else:
            right = middle - 1
    return points[:k]
