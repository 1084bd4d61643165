# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""How far a candidate is from fitting: the insertion test with a measure instead of yes or no."""

from libc.stdint cimport int32_t, int64_t

from tourplanner.planning._draft cimport Draft, copy_day
from tourplanner.planning._state cimport (
    NOWHERE, Day, Ground, Place, after_lunch, far, find_place, is_open, next_start, relabel,
)


cdef inline int64_t shortfall_between(Ground* g, Day* y, int u, int k) noexcept nogil:
    """By how many minutes u is too long for the room between stops k and k + 1; 0 if it fits."""
    cdef int d = y.number
    cdef int64_t row = <int64_t>u * g.size
    cdef int64_t into = g.leg_in[row + y.stop[k]], out = g.leg_out[row + y.stop[k + 1]]
    cdef int64_t t, goal, least = far()
    if g.lunch[d] >= 0:
        t = next_start(g, u, d, 0, y.early[2 * k] + into)
        goal = max(y.late[2 * k + 2], y.late[2 * k + 3] - g.lunch[d])
        if t < far() and goal > -far() // 2:
            least = t + out - goal
    t = next_start(g, u, d, 1, after_lunch(g, d, y.early[2 * k], y.early[2 * k + 1], into))
    goal = y.late[2 * k + 3]
    if t < far() and goal > -far() // 2 and t + out - goal < least:
        least = t + out - goal
    return max(least, 0)


cdef inline int64_t shortfall(Ground* g, Day* y, int u) noexcept nogil:
    """The least shortfall of u on the day; far when no shortening helps."""
    cdef int k
    cdef int64_t least = far(), found
    if not is_open(g, u, y.number):
        return least
    for k in range(y.length - 1):
        found = shortfall_between(g, y, u, k)
        if found < least:
            least = found
    return least


cdef inline void weigh_swaps(Draft* s, int d, int k, int64_t* best, int32_t* dropped) noexcept nogil:
    """Note for each candidate outside what it would gain in the place of stop k of day d."""
    cdef Day* y = &s.kept[d]
    cdef Place p
    cdef int u, x = s.day[d].stop[k], i
    cdef int64_t loss
    copy_day(y, &s.day[d])
    for i in range(k, y.length - 1):
        y.stop[i] = y.stop[i + 1]
    y.length -= 1
    relabel(&s.g, y)
    y.version = NOWHERE
    loss = s.g.value[x] - (s.day[d].cost_sum - y.cost_sum)
    for u in range(s.g.n):
        if s.where[u] == NOWHERE and s.g.chain_of[u] < 0 and is_open(&s.g, u, d):
            find_place(&s.g, y, u, s.waiting, &p)
            if p.position >= 0 and s.g.value[u] - p.cost - loss > best[u]:
                best[u] = s.g.value[u] - p.cost - loss
                dropped[u] = x
