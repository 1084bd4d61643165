# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Taking a part of the plan out: strings, neighbourhoods, random visits."""

from libc.stdint cimport int32_t, int64_t

from tourplanner.planning._draft cimport Draft, close_gaps, leave, mend
from tourplanner.planning._ground cimport NOWHERE, Day, below, uniform


cdef inline int some_visited(Draft* s) noexcept nogil:
    """A candidate in the plan at random, or NOWHERE."""
    cdef int d, k, total = 0
    for d in range(s.g.days):
        if not s.frozen[d]:
            total += s.day[d].length - 2
    if total <= 0:
        return NOWHERE
    k = below(&s.rng, total)
    for d in range(s.g.days):
        if not s.frozen[d]:
            if k < s.day[d].length - 2:
                return s.day[d].stop[k + 1]
            k -= s.day[d].length - 2
    return NOWHERE


cdef inline void ruin_string(Draft* s, int u) noexcept nogil:
    """Take a run of stops around u out of its day."""
    cdef Day* y = &s.day[s.where[u]]
    cdef int k, at = 1, size, first, longest
    longest = max(s.habits.longest_string, <int>(s.habits.string_share * (y.length - 2)))
    if longest > y.length - 2:
        longest = y.length - 2
    size = 1 + below(&s.rng, longest)
    while y.stop[at] != u:
        at += 1
    first = at - below(&s.rng, size)
    if first < 1:
        first = 1
    if first + size > y.length - 1:
        first = y.length - 1 - size
    for k in range(first, first + size):
        leave(s, y.stop[k])


cdef inline void ruin_strings(Draft* s) noexcept nogil:
    """Runs of stops of several days near each other (Christiaens, Vanden Berghe 2020)."""
    cdef int u = some_visited(s), w, k, strings
    cdef int32_t* near
    if u == NOWHERE:
        return
    strings = 1 + below(&s.rng, min(s.g.days, s.habits.most_days))
    near = &s.g.neighbours[<int64_t>u * s.g.neighbour_count]
    ruin_string(s, u)
    for k in range(s.g.neighbour_count):
        if s.touched_count >= strings:
            return
        w = near[k]
        if s.where[w] != NOWHERE and not s.touched[s.where[w]]:
            if not s.frozen[s.where[w]]:
                ruin_string(s, w)


cdef inline void ruin_near(Draft* s) noexcept nogil:
    """The visits nearest to a candidate, in the plan or not."""
    cdef int u = below(&s.rng, s.g.n), k, w
    cdef int left = 2 + below(&s.rng, s.habits.most_near - 1)
    cdef int32_t* near = &s.g.neighbours[<int64_t>u * s.g.neighbour_count]
    leave(s, u)
    for k in range(s.g.neighbour_count):
        w = near[k]
        if s.where[w] != NOWHERE and not s.fixed[w]:
            leave(s, w)
            left -= 1
            if left <= 0:
                return


cdef inline void ruin_random(Draft* s) noexcept nogil:
    """Each visit with the same small chance."""
    cdef int d, k, u
    cdef double share = 0.05 + s.habits.most_share * uniform(&s.rng)
    cdef int most = s.habits.most_days, first = below(&s.rng, s.g.days), i
    for i in range(s.g.days):
        d = (first + i) % s.g.days
        if s.frozen[d] or s.touched_count >= most:
            continue
        for k in range(1, s.day[d].length - 1):
            if uniform(&s.rng) < share:
                u = s.day[d].stop[k]
                if s.where[u] == d:
                    leave(s, u)


cdef inline void ruin(Draft* s) noexcept nogil:
    cdef double choice = uniform(&s.rng)
    if choice < s.habits.strings:
        ruin_strings(s)
    elif choice < s.habits.strings + s.habits.near:
        ruin_near(s)
    else:
        ruin_random(s)
    close_gaps(s)
    mend(s)
