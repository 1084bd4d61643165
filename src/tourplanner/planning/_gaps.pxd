# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""How far a candidate is from fitting: the insertion test with a measure instead of yes or no."""

from libc.stdint cimport int32_t, int64_t

from tourplanner.planning._breaks cimport shortfall_between_many
from tourplanner.planning._draft cimport Draft, adds, allowed, copy_day, count, objective
from tourplanner.planning._ground cimport NOWHERE, Day, Ground, Place, far, is_open, next_start
from tourplanner.planning._state cimport added_walk, after_lunch, find_place, relabel


cdef inline int64_t shortfall_between(Ground* g, Day* y, int u, int k) noexcept nogil:
    """By how many minutes u is too long for the room between stops k and k + 1; 0 if it fits."""
    cdef int d = y.number, s = g.first_slot[d] + 2 * u
    cdef int64_t row = <int64_t>u * g.size
    cdef int64_t into = g.leg_in[row + y.stop[k]], out = g.leg_out[row + y.stop[k + 1]]
    cdef int64_t t, goal, least = far()
    if y.phases > 2:
        return shortfall_between_many(g, y, u, k)
    if g.lunch[d] >= 0:
        t = next_start(g, u, s, y.early[2 * k] + into)
        goal = max(y.late[2 * k + 2], y.late[2 * k + 3] - g.lunch[d])
        if t < far() and goal > -far() // 2:
            least = t + out - goal
    t = next_start(g, u, s + 1, after_lunch(g, d, y.early[2 * k], y.early[2 * k + 1], into))
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


cdef inline int64_t overwalk(Ground* g, Day* y, int u) noexcept nogil:
    """The least metres beyond the day's walking limit where the time is enough; 0 if nowhere."""
    cdef int k
    cdef int64_t least = far()
    if y.walk_limit == far() or not is_open(g, u, y.number):
        return 0
    for k in range(y.length - 1):
        if shortfall_between(g, y, u, k) == 0:
            least = min(least, max(added_walk(g, y, u, k) + y.walk_sum - y.walk_limit, 0))
    return least if least < far() else 0


cdef inline void weigh_swaps(Draft* s, int d, int k, int64_t* best, int32_t* dropped) noexcept nogil:
    """Note for each candidate outside what it would gain in the place of stop k of day d."""
    cdef Day* y = &s.kept[d]
    cdef Place p
    cdef int u, x = s.day[d].stop[k], i
    cdef int64_t loss = objective(s)
    copy_day(y, &s.day[d])
    for i in range(k, y.length - 1):
        y.stop[i] = y.stop[i + 1]
    y.length -= 1
    relabel(&s.g, y)
    y.version = NOWHERE
    count(s, x, -1)
    loss -= objective(s) + (s.day[d].cost_sum - y.cost_sum)
    for u in range(s.g.n):
        if s.where[u] != NOWHERE or s.g.chain_of[u] >= 0 or not is_open(&s.g, u, d):
            continue
        if not allowed(s, u):
            continue
        find_place(&s.g, y, u, s.waiting, &p)
        if p.position >= 0 and adds(s, u) - p.cost - loss > best[u]:
            best[u] = adds(s, u) - p.cost - loss
            dropped[u] = x
    count(s, x, 1)
