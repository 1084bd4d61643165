# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The insertion test for all candidates at once: coarse, but a few instructions each.

The loops over the candidates have no branch and 16-bit numbers side by side in memory, so
that the compiler turns them into vector instructions.
"""

from libc.stdint cimport int16_t, int32_t, int64_t
from libc.string cimport memcpy

from tourplanner.planning._ground cimport MOST_PHASES, NOWHERE, Day, Ground, far

cdef enum:
    NO_ROOM = 32767
    UNRATED = -2000000000


cdef struct Survey:               # tables of survey.SurveyTables, in units of 2^shift minutes
    int shift
    int64_t least_need            # minutes, of the candidate that needs least
    int16_t* into                 # into[i * n + u]: duration of stop i plus travel to u
    int16_t* out                  # out[j * n + u]: duration of u plus travel to stop j
    int16_t* first                # first[phase * n + u]: when u can begin at the earliest
    int16_t* last
    int16_t* least                # least[d * n + u]: what u takes of day d, or NO_ROOM
    int16_t* best                 # the least of all open days
    int32_t* open_days            # with room for any candidate at all
    int open_count
    float* duration
    float* extra                  # minutes beside those that it takes; see _recreate.rate
    float* appeal                 # log of the gain to a power, NOBODY for who does not take part
    float* fall                   # of the appeal for each minute of the way
    int32_t* rate                 # appeal for each minute of the day, as a logarithm


cdef inline float nobody() noexcept nogil:
    return -30000.0


cdef inline float log2_of(float x) noexcept nogil:
    """Base-2 logarithm of a positive number, within 0.01: enough to compare rates."""
    cdef int32_t bits
    cdef float whole
    memcpy(&bits, &x, 4)
    whole = (bits >> 23) - 128
    bits = (bits & 0x7FFFFF) | 0x3F800000
    memcpy(&x, &bits, 4)
    return whole + (x * (<float>2.0 - x * <float>0.33333333) - <float>0.66666667)


cdef inline void survey_gap(int n, int16_t early, int16_t over, int16_t goal, int16_t leg,
                            int16_t waiting, int16_t* into, int16_t* out, int16_t* first,
                            int16_t* last, int16_t* least) noexcept nogil:
    """Lower what the candidates take that fit into a gap; `waiting` counts in 1/65536."""
    cdef int u
    cdef int16_t arrival, start, latest, minutes
    for u in range(n):
        arrival = <int16_t>(early + into[u])
        arrival = arrival if arrival > over else over
        start = arrival if arrival > first[u] else first[u]
        latest = <int16_t>(goal - out[u])
        latest = latest if latest < last[u] else last[u]
        minutes = <int16_t>(into[u] + out[u])
        minutes = <int16_t>(minutes - leg)
        minutes = <int16_t>(
            minutes + <int16_t>((<int32_t><int16_t>(start - arrival) * waiting) >> 16))
        minutes = minutes if start <= latest else <int16_t>NO_ROOM
        least[u] = minutes if minutes < least[u] else least[u]


cdef inline int16_t coarse(Survey* v, int64_t minutes) noexcept nogil:
    """In the units of the tables."""
    return <int16_t>max(-32000, min(32000, minutes >> v.shift))


cdef inline void survey_day(Ground* g, Survey* v, Day* y, float waiting) noexcept nogil:
    """What each candidate takes of the day, in the gap and phase where that is least."""
    cdef int k, p, n = g.n, phases = y.phases, first = g.first_phase[y.number]
    cdef int16_t* least = &v.least[<int64_t>y.number * n]
    cdef int64_t early, table
    cdef int64_t goal[MOST_PHASES]
    cdef int64_t* late
    for k in range(n):
        least[k] = NO_ROOM
    for k in range(y.length - 1):
        if y.room[k] < v.least_need:
            continue
        late = &y.late[phases * (k + 1)]
        goal[phases - 1] = late[phases - 1]
        for p in range(phases - 2, -1, -1):
            goal[p] = max(late[p], goal[p + 1] - g.rest[first + p])
        early = far()
        for p in range(phases):
            if p > 0:
                early += g.rest[first + p - 1]
            early = min(early, y.early[phases * k + p])
            if goal[p] - early - g.duration[y.stop[k]] < v.least_need:
                continue
            table = <int64_t>(first + p) * n
            survey_gap(
                n, coarse(v, early), coarse(v, g.over[first + p]), coarse(v, goal[p]),
                coarse(v, y.leg[k]), <int16_t>(65536 * waiting),
                &v.into[<int64_t>y.stop[k] * n], &v.out[<int64_t>y.stop[k + 1] * n],
                &v.first[table], &v.last[table], least)


cdef inline int32_t rate_one(Survey* v, int u) noexcept nogil:
    """The rate of a candidate on its best open day."""
    cdef float minutes = <float>(1 << v.shift) * v.best[u], rate
    minutes = minutes if minutes > v.duration[u] else v.duration[u]
    rate = v.appeal[u] - v.fall[u] * minutes - log2_of(minutes + v.extra[u])
    rate = rate if v.best[u] < NO_ROOM else nobody()
    return <int32_t>(rate * <float>65536.0)


cdef inline void rate_all(Survey* v, int n) noexcept nogil:
    """The rates of all after the survey of a day has changed."""
    cdef int u, i
    cdef int16_t* least
    for u in range(n):
        v.best[u] = NO_ROOM
    for i in range(v.open_count):
        least = &v.least[<int64_t>v.open_days[i] * n]
        for u in range(n):
            v.best[u] = v.best[u] if v.best[u] < least[u] else least[u]
    for u in range(n):
        v.rate[u] = rate_one(v, u)


cdef inline int best_rated(Survey* v, int n) noexcept nogil:
    """The candidate with the best rate, or NOWHERE."""
    cdef int u
    cdef int32_t most = UNRATED
    for u in range(n):
        most = v.rate[u] if v.rate[u] > most else most
    if most < UNRATED // 2:
        return NOWHERE
    for u in range(n):
        if v.rate[u] == most:
            return u
    return NOWHERE
