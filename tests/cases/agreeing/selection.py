def k_closest(points, k):
    left, right = 0, len(points) - 1
    while left <= right:
        mid = helper(points, left, right)
        if mid == k:
            break
        if mid < k:
            left = mid + 1
        else:
            right = mid - 1
    return points[:k]


def helper(a, left, right):
    pivot = a[left]
    while left < right:
        while left < right and compare(a[right], pivot) >= 0:
            right -= 1
        a[left] = a[right]
        while left < right and compare(a[left], pivot) <= 0:
            left += 1
        a[right] = a[left]
    a[left] = pivot
    return left


def compare(p1, p2):
    return p1[0] * p1[0] + p1[1] * p1[1] - p2[0] * p2[0] - p2[1] * p2[1]
