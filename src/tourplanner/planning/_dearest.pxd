# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""A heap of the dearest routes found, the cheapest on top."""

from libc.stdint cimport int32_t, int64_t


cdef struct Found:                # a whole route: two labels joined
    int64_t value
    int32_t head
    int32_t tail


cdef inline void append(Found* heap, int count, Found route) noexcept nogil:
    """Add a route to a heap of `count`."""
    cdef int at = count
    while at > 0 and heap[(at - 1) // 2].value > route.value:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = route


cdef inline void replace_top(Found* heap, int count, Found route) noexcept nogil:
    """Put a route in the place of the cheapest."""
    cdef int at = 0, child = 1
    while child < count:
        if child + 1 < count and heap[child + 1].value < heap[child].value:
            child += 1
        if heap[child].value >= route.value:
            break
        heap[at] = heap[child]
        at, child = child, 2 * child + 1
    heap[at] = route
