import heapq


def k_closest(points, k):
    heap = []
    for point in points:
        heapq.heappush(heap, (-norm(point), point))
        if len(heap) > k:
            heapq.heappop(heap)
    return [point for _, point in heap]


def norm(vector):
    return vector[0] * vector[0] + vector[1] * vector[1]
