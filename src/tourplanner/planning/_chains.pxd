# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Putting a chain of visits with lags into the plan as a whole."""

from libc.stdint cimport int32_t, int64_t

from tourplanner.planning._draft cimport Draft, allowed, close_gaps, leave_one, put, renew
from tourplanner.planning._ground cimport NOWHERE, below, far, uniform
from tourplanner.planning._state cimport start_between


cdef inline bint put_chain(Draft* s, int c, bint loose) noexcept nogil:
    """Put all steps of a chain at their earliest starts, then give them what room is left."""
    cdef int first = s.g.chain_offset[c], end = s.g.chain_offset[c + 1]
    cdef int x, u, d, k, m, day_at, at
    cdef int64_t low = -far(), high = far(), start, least_start, arrival = 0, wait
    cdef double cost, least
    for x in range(first, end):
        if not allowed(s, s.g.chain_step[x]) or s.where[s.g.chain_step[x]] >= 0:
            return False
    for x in range(first, end):
        u = s.g.chain_step[x]
        least = 1e30
        day_at = NOWHERE
        at = 0
        least_start = 0
        wait = 0
        if loose and uniform(&s.rng) < 0.3:
            wait = below(&s.rng, 1 << below(&s.rng, 10))
        for d in range(s.g.days):
            if s.frozen[d] or 1440 * <int64_t>d > high:
                continue
            if 1440 * <int64_t>d + s.g.day_end[d] < low or not allowed(s, u):
                continue
            for k in range(s.day[d].length - 1):
                start = start_between(&s.g, &s.day[d], u, k,
                                      low - 1440 * <int64_t>d, &arrival)
                if wait > 0 and start < far():
                    start = start_between(&s.g, &s.day[d], u, k, start + wait, &arrival)
                if start >= far() or 1440 * <int64_t>d + start > high:
                    continue
                m = s.day[d].stop[k + 1]
                cost = (s.g.leg_in[<int64_t>u * s.g.size + s.day[d].stop[k]]
                        + s.g.leg_out[<int64_t>u * s.g.size + m] - s.day[d].leg[k]
                        + 0.2 * (start - arrival) + (30 * d if x == first and not loose else 0))
                if loose:
                    cost += 60 * uniform(&s.rng)
                if cost < least:
                    least = cost
                    day_at = d
                    at = k
                    least_start = start
        if day_at == NOWHERE:
            for k in range(first, x):
                leave_one(s, s.g.chain_step[k])
            for k in range(first, end):
                s.g.after[s.g.chain_step[k]] = -far()
                s.g.before[s.g.chain_step[k]] = far()
            close_gaps(s)
            return False
        s.g.after[u] = least_start
        s.g.before[u] = least_start
        put(s, u, day_at, at)
        start = 1440 * <int64_t>day_at + least_start + s.g.duration[u]
        if x + 1 < end:
            low = start + s.g.min_lag[x]
            high = start + s.g.max_lag[x] if s.g.max_lag[x] < far() else far()
    loosen(s, first, end)
    return True


cdef inline bint keeps_lags(Draft* s, int first, int end) noexcept nogil:
    """Whether the steps, each at its lower bound, keep the lags."""
    cdef int x, u, w
    cdef int64_t lag
    for x in range(first, end - 1):
        u, w = s.g.chain_step[x], s.g.chain_step[x + 1]
        lag = 1440 * <int64_t>(s.where[w] - s.where[u]) + s.g.after[w] - s.g.after[u]
        lag -= s.g.duration[u]
        if lag < s.g.min_lag[x] or lag > s.g.max_lag[x]:
            return False
    return True


cdef inline void loosen(Draft* s, int first, int end) noexcept nogil:
    """Widen the steps' bounds so far that any choice inside them keeps all lags."""
    cdef int x, u, w, d, k, phases
    cdef int64_t su, sw, slack, share
    for x in range(first, end):
        u = s.g.chain_step[x]
        s.chosen_start[u] = <int32_t>s.g.after[u]
        phases = s.g.phases[s.where[u]]
        d = s.g.first_slot[s.where[u]] + phases * u
        for k in range(s.g.slot[d], s.g.slot[d + phases]):
            if s.g.lo[k] < s.g.after[u]:
                s.g.after[u] = s.g.lo[k]
            if s.g.hi[k] > s.g.before[u]:
                s.g.before[u] = s.g.hi[k]
    for x in range(first, end - 1):
        u, w = s.g.chain_step[x], s.g.chain_step[x + 1]
        su, sw = s.chosen_start[u], s.chosen_start[w]
        d = 1440 * (s.where[w] - s.where[u]) - s.g.duration[u]
        if s.g.after[w] - s.g.before[u] + d < s.g.min_lag[x]:
            slack = sw - su + d - s.g.min_lag[x]
            share = <int64_t>(slack * uniform(&s.rng) + 0.5)
            if s.g.before[u] > su + share:
                s.g.before[u] = su + share
            if s.g.after[w] < sw - (slack - share):
                s.g.after[w] = sw - (slack - share)
        if (s.g.max_lag[x] < far()
                and s.g.before[w] - s.g.after[u] + d > s.g.max_lag[x]):
            slack = s.g.max_lag[x] - (sw - su + d)
            share = <int64_t>(slack * uniform(&s.rng) + 0.5)
            if s.g.before[w] > sw + share:
                s.g.before[w] = sw + share
            if s.g.after[u] < su - (slack - share):
                s.g.after[u] = su - (slack - share)
    for x in range(first, end):
        renew(s, s.where[s.g.chain_step[x]])


cdef inline void put_chains(Draft* s, double chance, bint loose) noexcept nogil:
    cdef int c, i, turn
    if s.g.chains == 0:
        return
    turn = below(&s.rng, s.g.chains) if loose else 0
    for i in range(s.g.chains):
        c = (i + turn) % s.g.chains
        if s.g.chain_offset[c] == s.g.chain_offset[c + 1]:
            continue
        if s.where[s.g.chain_step[s.g.chain_offset[c]]] == NOWHERE:
            if not loose or uniform(&s.rng) < chance:
                put_chain(s, c, loose)
