# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Putting candidates into the plan, the best rated first."""

from libc.stdint cimport int16_t, int64_t

from tourplanner.planning._draft cimport Draft, adds, allowed, put
from tourplanner.planning._ground cimport NOWHERE, Place, uniform
from tourplanner.planning._state cimport find_place
from tourplanner.planning._survey cimport (
    NO_ROOM, UNRATED, Survey, best_rated, log2_of, nobody, rate_all, rate_one, survey_day,
)


cdef inline int64_t gain_of(Draft* s, int u, int64_t cost) noexcept nogil:
    """What u adds to the plan less the cost of its ways, as this iteration sees it."""
    cdef int64_t gain = adds(s, u) - cost + s.loss
    if s.is_modest and s.g.demanded[u] and gain > s.g.bonus:
        gain -= s.g.bonus
    return gain


cdef inline void invite(Draft* s, int u) noexcept nogil:
    """Let u take part in the filling."""
    cdef int64_t gain = gain_of(s, u, 0)
    if gain <= 0:
        s.survey.appeal[u] = nobody()
        return
    # log2(gain - cost) as a line: enough for a proposal.
    s.survey.fall[u] = s.power * <float>1.4427 * s.habits.minute_cost / gain
    s.survey.appeal[u] = s.power * log2_of(gain) + s.survey.fall[u] * s.survey.duration[u]
    s.survey.extra[u] = 1 + s.survey.duration[u] + s.price_minutes * s.g.price[u]


cdef inline float rate(Draft* s, int u, Place* p) noexcept nogil:
    """Gain to a power for each minute of the day, as a logarithm.

    The minutes of the visit itself count twice: those of the way are often shared with the
    next visit put there.
    """
    cdef int64_t gain
    cdef float minutes
    if p.position < 0:
        return nobody()
    gain = gain_of(s, u, p.cost)
    if gain <= 0:
        return nobody()
    minutes = max(p.minutes, s.survey.duration[u])
    return s.power * log2_of(gain) - log2_of(minutes + s.survey.extra[u])


cdef inline int best_day(Draft* s, int u) noexcept nogil:
    """The open day of which u takes least, by the survey."""
    cdef int i, d = NOWHERE
    cdef int16_t least = NO_ROOM
    for i in range(s.survey.open_count):
        if s.survey.least[<int64_t>s.survey.open_days[i] * s.g.n + u] < least:
            d = s.survey.open_days[i]
            least = s.survey.least[<int64_t>d * s.g.n + u]
    s.survey.best[u] = least
    return d


cdef inline void renew_survey(Draft* s, int d) noexcept nogil:
    """After a stop was put on day d; a day without room is open no longer."""
    cdef int i
    if s.day[d].most_room >= s.survey.least_need:
        survey_day(&s.g, &s.survey, &s.day[d], s.waiting)
        return
    for i in range(s.survey.open_count):
        if s.survey.open_days[i] == d:
            s.survey.open_count -= 1
            s.survey.open_days[i] = s.survey.open_days[s.survey.open_count]
            return


cdef inline void invite_kind(Draft* s, int c) noexcept nogil:
    """After one of kind c was put the others add less."""
    cdef int i, u
    for i in range(s.g.kind_offset[c], s.g.kind_offset[c + 1]):
        u = s.g.kind_member[i]
        if s.survey.appeal[u] > nobody():
            invite(s, u)


cdef inline void fill(Draft* s, double blink) noexcept nogil:
    """Put the invited candidates where they fit, the best rated first.

    The survey proposes, an exact look decides. With chance `blink` a proposal is overlooked.
    """
    cdef int u, d, n = s.g.n
    cdef float found, asked
    cdef Place p
    cdef Survey* v = &s.survey
    v.open_count = 0
    for d in range(s.g.days):
        if not s.frozen[d] and s.day[d].most_room >= v.least_need:
            v.open_days[v.open_count] = d
            v.open_count += 1
            survey_day(&s.g, v, &s.day[d], s.waiting)
    rate_all(v, n)
    while v.open_count > 0:
        u = best_rated(v, n)
        if u == NOWHERE:
            return
        if not allowed(s, u) or (blink > 0 and uniform(&s.rng) < blink):
            v.appeal[u] = nobody()
            v.rate[u] = UNRATED
            continue
        d = best_day(s, u)
        find_place(&s.g, &s.day[d], u, s.waiting, &p)
        found = rate(s, u, &p)
        asked = v.rate[u] * <float>(1.0 / 65536)
        if found <= nobody() or (blink > 0 and uniform(&s.rng) < s.habits.day_blink):
            v.least[<int64_t>d * n + u] = NO_ROOM
            best_day(s, u)
            v.rate[u] = rate_one(v, u)
        elif found < asked - <float>0.05:     # less than proposed: let others go first
            v.appeal[u] -= asked - found
            v.rate[u] = rate_one(v, u)
        else:
            v.appeal[u] = nobody()
            put(s, u, d, p.position)
            renew_survey(s, d)
            if s.g.kinds > 0 and s.g.kind_of[u] >= 0:
                invite_kind(s, s.g.kind_of[u])
            rate_all(v, n)


cdef inline void recreate(Draft* s, double blink) noexcept nogil:
    """Fill the plan from all candidates that are allowed."""
    cdef int u
    for u in range(s.g.n):
        if s.where[u] == NOWHERE and s.g.chain_of[u] < 0 and allowed(s, u):
            invite(s, u)
        else:
            s.survey.appeal[u] = nobody()
    fill(s, blink)
