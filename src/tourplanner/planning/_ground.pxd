# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the search reads and writes: the problem as arrays, a day's route, where a visit goes."""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t

cdef extern from *:               # a hint to the compiler; defined in all that Cython writes
    bint unlikely(bint) noexcept nogil


cdef enum:
    NOWHERE = -1
    MOST_PHASES = 13              # one more than problem.MOST_BREAKS


cdef struct Ground:               # the problem; layout in prepared.PreparedProblem
    int n
    int days
    int size                      # candidates, day starts, day ends
    int neighbour_count
    int chains
    int32_t* leg_out
    int32_t* leg_in
    int32_t* cost_out
    int32_t* cost_in
    int32_t* duration
    int64_t* value
    int64_t* price
    int32_t* first_slot           # of each day
    int32_t* slot
    int64_t* lo
    int64_t* hi
    int64_t* day_start
    int64_t* day_end
    int32_t* phases               # of each day: two, or one more than its breaks
    int32_t* first_phase
    int64_t* rest                 # length of each break
    int64_t* over                 # when so many breaks are over at the earliest
    int64_t* lunch                # length of the break of a day with one, or -1
    int64_t* lunch_over           # when it is over at the earliest
    int64_t* walk_limit           # of each day, far where there is none
    int32_t* walk_out             # metres on foot, only where a day has a limit
    int32_t* walk_in
    int32_t* neighbours
    int32_t* chain_of
    int32_t* chain_offset
    int32_t* chain_step
    int64_t* min_lag
    int64_t* max_lag
    int32_t* group_offset
    int32_t* group
    int kinds
    int32_t* kind_of
    int32_t* kind_offset
    int32_t* kind_member          # of each kind, the best first
    int32_t* kind_rank            # place of each candidate among them
    int64_t* kind_value           # what a candidate counts as the only one of its kind
    int32_t* percent_offset
    int64_t* percent
    int64_t budget
    int64_t bonus                 # part of the value of each demanded candidate
    int64_t most_loss             # that a visit may bring when it is put
    uint8_t* demanded
    int64_t* need                 # minutes that a visit takes at the very least, ways included
    float* cost_worth             # minutes that one unit of cost counts when a position is chosen
    int64_t* after                # the search's own bounds on each start: chain steps, fixed visits
    int64_t* before


cdef struct Day:
    int number
    int phases                    # labels of a stop, by the breaks that are over
    bint is_plain                 # at most one break, no walking limit
    int length                    # stops, with start and end
    int32_t* stop
    int32_t* leg                  # leg[k]: duration of stop k plus travel to stop k + 1
    int32_t* cost                 # cost[k]: weighted cost of that leg
    int32_t* walk                 # walk[k]: metres on foot of that leg, where the day has a limit
    int64_t* early                # early[phases * k + p]: earliest start of stop k after p breaks
    int64_t* late                 # late[phases * k + p]: latest start of stop k
    int64_t* room                 # room[k]: minutes between leaving stop k and reaching k + 1
    int64_t most_room
    int64_t cost_sum
    int64_t walk_sum
    int64_t walk_limit            # far where there is none
    int64_t version               # changes with every edit


cdef struct Place:                # where a candidate goes best on a day
    int64_t version               # of the day that was looked at
    int32_t position              # after this stop; NOWHERE when it does not fit
    int32_t cost                  # added to the cost of the legs
    float minutes                 # of the day that it takes


cdef inline int64_t far() noexcept nogil:
    return (<int64_t>1) << 60


cdef inline uint64_t draw(uint64_t* rng) noexcept nogil:
    """64 random bits: SplitMix64 (Steele, Lea, Flood 2014)."""
    rng[0] += <uint64_t>0x9E3779B97F4A7C15
    cdef uint64_t z = rng[0]
    z = (z ^ (z >> 30)) * <uint64_t>0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * <uint64_t>0x94D049BB133111EB
    return z ^ (z >> 31)


cdef inline double uniform(uint64_t* rng) noexcept nogil:
    """In [0, 1)."""
    return (draw(rng) >> 11) * (1.0 / 9007199254740992.0)


cdef inline int below(uint64_t* rng, int limit) noexcept nogil:
    """In 0 .. limit - 1."""
    return <int>(((draw(rng) >> 32) * <uint64_t>limit) >> 32)


cdef inline int64_t next_start(Ground* g, int u, int s, int64_t t) noexcept nogil:
    """Earliest allowed start of u at or after t, in the intervals of slot s."""
    cdef int k
    if t < g.after[u]:
        t = g.after[u]
    for k in range(g.slot[s], g.slot[s + 1]):
        if t <= g.hi[k]:
            if t < g.lo[k]:
                t = g.lo[k]
            return t if t <= g.before[u] else far()
    return far()


cdef inline int64_t last_start(Ground* g, int u, int s, int64_t t) noexcept nogil:
    """Latest allowed start of u at or before t, in the intervals of slot s."""
    cdef int k
    if t > g.before[u]:
        t = g.before[u]
    for k in range(g.slot[s + 1] - 1, g.slot[s] - 1, -1):
        if t >= g.lo[k]:
            if t > g.hi[k]:
                t = g.hi[k]
            return t if t >= g.after[u] else -far()
    return -far()


cdef inline bint is_open(Ground* g, int u, int d) noexcept nogil:
    """Whether u can be visited on the day at all."""
    cdef int s = g.first_slot[d] + g.phases[d] * u
    return g.slot[s] < g.slot[s + g.phases[d]]
