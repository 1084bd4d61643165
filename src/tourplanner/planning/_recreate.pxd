# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Putting candidates into the plan, the best rated first."""

from libc.math cimport log2f
from libc.stdint cimport int32_t, int64_t

from tourplanner.planning._draft cimport Draft, adds, allowed, put
from tourplanner.planning._ground cimport NOWHERE, Place, draw, is_open, uniform
from tourplanner.planning._state cimport find_place, renew_place


cdef inline float no_rate() noexcept nogil:
    return -1e30


cdef inline float rate(Draft* s, int u, Place* p) noexcept nogil:
    """Gain to a power for each minute of the day, as a logarithm."""
    cdef float minutes
    cdef int64_t gain
    if p.position < 0:
        return no_rate()
    gain = adds(s, u) - p.cost + s.loss
    if gain <= 0:
        return no_rate()
    if s.is_modest and s.g.demanded[u] and gain > s.g.bonus:
        gain -= s.g.bonus
    minutes = p.minutes if p.minutes > 0 else 0
    minutes += s.g.duration[u] + 1 + s.price_minutes * s.g.price[u]
    return s.power * log2f(gain) - log2f(minutes)


cdef inline Place* place(Draft* s, int u, int d) noexcept nogil:
    return &s.places[((s.side[d] ^ s.touched[d]) * s.g.days + d) * s.g.n + u]


cdef inline void rank(Draft* s, int u, bint hurried) noexcept nogil:
    """The best day of u; in a hurry the untouched days count as they were last seen."""
    cdef int d
    cdef float r
    cdef Place* p
    s.top[u] = no_rate()
    s.top_day[u] = NOWHERE
    for d in range(s.g.days):
        if s.frozen[d] or (s.day_blink > 0 and (draw(&s.rng) & 0xFFFF) < s.day_blink):
            continue
        p = place(s, u, d)
        if p.version != s.day[d].version:
            if hurried and not s.touched[d]:
                continue
            find_place(&s.g, &s.day[d], u, s.waiting, p)
        r = rate(s, u, p)
        if r > s.top[u]:
            s.top[u] = r
            s.top_day[u] = d


cdef inline void fill(Draft* s, bint hurried) noexcept nogil:
    """Put the active candidates where they fit, the best rated first."""
    cdef int i, u, d, k, chosen, kind
    cdef float r
    cdef int64_t version
    cdef Place* p
    for i in range(s.active_count):
        u = s.active[i]
        rank(s, u, hurried and not s.is_out[u])
    while True:
        chosen = NOWHERE
        r = no_rate()
        i = 0
        while i < s.active_count:
            u = s.active[i]
            if s.top[u] > r:
                if allowed(s, u):
                    r = s.top[u]
                    chosen = i
                else:
                    s.active_count -= 1
                    s.active[i] = s.active[s.active_count]
                    continue
            i += 1
        if chosen == NOWHERE:
            return
        u = s.active[chosen]
        s.active_count -= 1
        s.active[chosen] = s.active[s.active_count]
        d = s.top_day[u]
        k = place(s, u, d).position
        version = s.day[d].version
        if not s.touched[d]:
            carry_places(s, d)
        put(s, u, d, k)
        kind = s.g.kind_of[u] if s.g.kinds else NOWHERE
        for i in range(s.active_count):
            u = s.active[i]
            p = place(s, u, d)
            if p.version == version:
                if p.position >= 0 or is_open(&s.g, u, d):
                    renew_place(&s.g, &s.day[d], u, k + 1, s.waiting, p)
                else:
                    p.version = s.day[d].version
            else:
                find_place(&s.g, &s.day[d], u, s.waiting, p)
            r = rate(s, u, p)
            if r > s.top[u]:
                s.top[u] = r
                s.top_day[u] = d
            elif s.top_day[u] != NOWHERE:
                # One more of its kind, and u adds less on any day.
                if (s.top_day[u] == d and r < s.top[u]) or (kind >= 0 and s.g.kind_of[u] == kind):
                    rank(s, u, hurried)


cdef inline void carry_places(Draft* s, int d) noexcept nogil:
    """Before an untouched day changes: the changing side begins as the accepted one."""
    cdef int i, u, n = s.g.n
    cdef Place* source = &s.places[(s.side[d] * s.g.days + d) * n]
    cdef Place* to = &s.places[((1 - s.side[d]) * s.g.days + d) * n]
    for i in range(s.active_count):
        u = s.active[i]
        to[u] = source[u]


cdef inline void recreate(Draft* s, double blink) noexcept nogil:
    """Fill the plan; each candidate is overlooked with chance `blink`, at 0 none is."""
    cdef int u, i
    cdef double chance
    s.active_count = 0
    s.day_blink = <unsigned int>(65536 * s.habits.day_blink) if blink > 0 else 0
    for u in range(s.g.n):
        if s.where[u] == NOWHERE and s.g.chain_of[u] < 0 and allowed(s, u):
            if blink > 0:
                chance = blink if s.is_out[u] else blink + (1 - blink) * s.miss[u]
                if uniform(&s.rng) < chance:
                    continue
            s.active[s.active_count] = u
            s.active_count += 1
    fill(s, s.habits.samples and blink > 0)
    for i in range(s.out_count):
        s.is_out[s.out[i]] = 0
    s.out_count = 0
