def compare(p1, p2):
    return p1[0] * p1[0] + p1[1] * p1[1] - p2[0] * p2[0] - p2[1] * p2[1]


def helper(A, l, r):
    pivot = A[l]
    while l < r:
        while l < r and compare(A[r], pivot) >= 0:
            r -= 1
        A[l] = A[r]
        while l < r and compare(A[l], pivot) <= 0:
            l += 1
        A[r] = A[l]
    A[l] = pivot
    return l


def kClosest(points, K):
    l, r = 0, len(points) - 1
    while l <= r:
        mid = helper(points, l, r)
        if mid == K:
            break
        if mid < K:
            l = mid + 1
        else:
            r = mid - 1
    return points[:K]
