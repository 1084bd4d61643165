# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The day routes of the search: labels, constant-time insertion test, edits."""

from libc.math cimport log2f
from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.string cimport memmove

cdef enum:
    NOWHERE = -1


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
    int64_t* lunch                # length of the day's only break, or -1
    int64_t* lunch_over           # when it is over at the earliest
    int32_t* neighbours
    int32_t* chain_of
    int32_t* chain_offset
    int32_t* chain_step
    int64_t* min_lag
    int64_t* max_lag
    int32_t* group_offset
    int32_t* group
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
    int length                    # stops, with start and end
    int32_t* stop
    int32_t* leg                  # leg[k]: duration of stop k plus travel to stop k + 1
    int32_t* cost                 # cost[k]: weighted cost of that leg
    int64_t* early                # early[2k + half]: earliest start of stop k
    int64_t* late                 # late[2k + half]: latest start of stop k
    int64_t* room                 # room[k]: minutes between leaving stop k and reaching k + 1
    int64_t most_room
    int64_t cost_sum
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


cdef inline int64_t next_start(Ground* g, int u, int d, int half, int64_t t) noexcept nogil:
    """Earliest allowed start at or after t."""
    cdef int s = g.first_slot[d] + 2 * u + half
    cdef int k
    if t < g.after[u]:
        t = g.after[u]
    for k in range(g.slot[s], g.slot[s + 1]):
        if t <= g.hi[k]:
            if t < g.lo[k]:
                t = g.lo[k]
            return t if t <= g.before[u] else far()
    return far()


cdef inline int64_t last_start(Ground* g, int u, int d, int half, int64_t t) noexcept nogil:
    """Latest allowed start at or before t."""
    cdef int s = g.first_slot[d] + 2 * u + half
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
    cdef int s = g.first_slot[d] + 2 * u
    return g.slot[s] < g.slot[s + 2]


cdef inline int64_t after_lunch(Ground* g, int d, int64_t early0, int64_t early1,
                                int64_t leg) noexcept nogil:
    """Earliest arrival with lunch taken, from a stop with these earliest starts."""
    cdef int64_t rest = g.lunch[d], t = early1 + leg, eaten
    if rest >= 0:
        eaten = early0 + leg + rest
        if eaten < g.lunch_over[d]:
            eaten = g.lunch_over[d]
        if eaten < t:
            t = eaten
    return t


cdef inline void label_forward(Ground* g, Day* y, int first) noexcept nogil:
    """Earliest starts of the stops from `first`; stops early where nothing changes."""
    cdef int k, d = y.number, last = y.length - 1
    cdef int64_t t0, t1, leg
    for k in range(first, last):
        leg = y.leg[k - 1]
        t1 = next_start(g, y.stop[k], d, 1,
                        after_lunch(g, d, y.early[2 * k - 2], y.early[2 * k - 1], leg))
        t0 = far()
        if g.lunch[d] >= 0:
            t0 = next_start(g, y.stop[k], d, 0, y.early[2 * k - 2] + leg)
        if k > first and t0 == y.early[2 * k] and t1 == y.early[2 * k + 1]:
            return
        y.early[2 * k] = t0
        y.early[2 * k + 1] = t1
    t1 = after_lunch(g, d, y.early[2 * last - 2], y.early[2 * last - 1], y.leg[last - 1])
    y.early[2 * last] = far()
    y.early[2 * last + 1] = t1 if t1 <= g.day_end[d] else far()


cdef inline void label_backward(Ground* g, Day* y, int first) noexcept nogil:
    """Latest starts of the stops from `first` down to 1; stops early where nothing changes."""
    cdef int k, d = y.number
    cdef int64_t t0, t1, leg, goal
    for k in range(first, 0, -1):
        leg = y.leg[k]
        t1 = last_start(g, y.stop[k], d, 1, y.late[2 * k + 3] - leg)
        t0 = -far()
        if g.lunch[d] >= 0:
            goal = y.late[2 * k + 3] - g.lunch[d]
            if y.late[2 * k + 2] > goal:
                goal = y.late[2 * k + 2]
            t0 = last_start(g, y.stop[k], d, 0, goal - leg)
        if k < first and t0 == y.late[2 * k] and t1 == y.late[2 * k + 1]:
            return
        y.late[2 * k] = t0
        y.late[2 * k + 1] = t1


cdef inline void measure_rooms(Ground* g, Day* y) noexcept nogil:
    """What the labels leave between each two stops, as a quick test before the exact one."""
    cdef int k, d = y.number
    cdef int64_t goal, room, rest = g.lunch[d]
    y.most_room = 0
    for k in range(y.length - 1):
        room = y.late[2 * k + 3] - after_lunch(g, d, y.early[2 * k], y.early[2 * k + 1], 0)
        if rest >= 0:
            goal = max(y.late[2 * k + 2], y.late[2 * k + 3] - rest)
            room = max(room, goal - y.early[2 * k])
        room -= g.duration[y.stop[k]]
        y.room[k] = room
        if room > y.most_room:
            y.most_room = room


cdef inline void relabel(Ground* g, Day* y) noexcept nogil:
    """Legs, cost and labels of a whole day from its stops."""
    cdef int k, d = y.number, last = y.length - 1
    cdef int64_t at
    y.cost_sum = 0
    for k in range(last):
        at = <int64_t>y.stop[k] * g.size + y.stop[k + 1]
        y.leg[k] = g.leg_out[at]
        y.cost[k] = g.cost_out[at]
        y.cost_sum += g.cost_out[at]
    y.early[0] = far()
    y.early[1] = far()
    if g.lunch[d] < 0:
        y.early[1] = g.day_start[d]
    else:
        y.early[0] = g.day_start[d]
    y.late[2 * last] = -far()
    y.late[2 * last + 1] = g.day_end[d]
    for k in range(1, last):      # no label may look unchanged
        y.early[2 * k] = -far()
        y.late[2 * k] = far()
    label_forward(g, y, 1)
    label_backward(g, y, last - 1)
    measure_rooms(g, y)


cdef inline bint keeps_hours(Day* y) noexcept nogil:
    """Whether the day reaches its end in time."""
    return y.early[2 * y.length - 1] < far()


cdef inline int64_t start_between(Ground* g, Day* y, int u, int k, int64_t from_,
                                  int64_t* arrival) noexcept nogil:
    """Earliest start, at or after `from_`, of u between stops k and k + 1; far when it cannot be."""
    cdef int d = y.number
    cdef int64_t row = <int64_t>u * g.size
    cdef int64_t into = g.leg_in[row + y.stop[k]]
    cdef int64_t out = g.leg_out[row + y.stop[k + 1]]
    cdef int64_t t, goal
    if g.lunch[d] >= 0:
        arrival[0] = y.early[2 * k] + into
        goal = y.late[2 * k + 3] - g.lunch[d]
        if y.late[2 * k + 2] > goal:
            goal = y.late[2 * k + 2]
        if arrival[0] + out <= goal:
            t = next_start(g, u, d, 0, arrival[0] if arrival[0] > from_ else from_)
            if t + out <= goal:
                return t
    arrival[0] = after_lunch(g, d, y.early[2 * k], y.early[2 * k + 1], into)
    goal = y.late[2 * k + 3]
    if arrival[0] + out > goal:
        return far()
    t = next_start(g, u, d, 1, arrival[0] if arrival[0] > from_ else from_)
    return t if t + out <= goal else far()


cdef inline bint look(Ground* g, Day* y, int u, int k, float waiting, Place* best,
                      float* least) noexcept nogil:
    """Make position k the best of u when it is; false when u does not fit there."""
    cdef int64_t row = <int64_t>u * g.size, t, arrival
    cdef int i = y.stop[k], j = y.stop[k + 1]
    cdef int cost = g.cost_in[row + i] + g.cost_out[row + j] - y.cost[k]
    cdef float minutes, key
    if g.value[u] + g.most_loss <= cost:
        return False
    minutes = g.leg_in[row + i] + g.leg_out[row + j] - y.leg[k]
    key = minutes + g.cost_worth[u] * cost
    if key >= least[0]:           # waiting only adds to it
        return True
    t = start_between(g, y, u, k, 0, &arrival)
    if t >= far():
        return False
    minutes += waiting * (t - arrival)
    key += waiting * (t - arrival)
    if key < least[0]:
        least[0] = key
        best.position = k
        best.cost = cost
        best.minutes = minutes
    return True


cdef inline void find_place(Ground* g, Day* y, int u, float waiting, Place* best) noexcept nogil:
    """The best position of u on the day."""
    cdef int k, s = g.first_slot[y.number] + 2 * u
    cdef float least = 1e30
    cdef int64_t last
    best.version = y.version
    best.position = NOWHERE
    if g.slot[s] == g.slot[s + 2] or g.need[u] > y.most_room:
        return
    last = g.hi[g.slot[s + 2] - 1]
    if g.slot[s + 1] > g.slot[s] and g.hi[g.slot[s + 1] - 1] > last:
        last = g.hi[g.slot[s + 1] - 1]
    for k in range(y.length - 1):
        if y.early[2 * k] > last and y.early[2 * k + 1] > last:
            return
        if g.need[u] <= y.room[k]:
            look(g, y, u, k, waiting, best, &least)


cdef inline void renew_place(Ground* g, Day* y, int u, int added, float waiting,
                             Place* best) noexcept nogil:
    """The best position of u after a stop was put at index `added` of the day.

    Putting a stop never makes a position better (waiting apart), so an old best that still fits
    stays ahead of all but the two new positions.
    """
    cdef float least = 1e30
    cdef int k = best.position
    if k == added - 1:
        find_place(g, y, u, waiting, best)
        return
    best.version = y.version
    best.position = NOWHERE
    if g.need[u] > y.most_room:
        return
    if k >= 0:
        if k >= added:
            k += 1
        if not look(g, y, u, k, waiting, best, &least):
            find_place(g, y, u, waiting, best)
            return
    look(g, y, u, added - 1, waiting, best, &least)
    look(g, y, u, added, waiting, best, &least)


cdef inline void put_stop(Ground* g, Day* y, int u, int k, int64_t version) noexcept nogil:
    """Put u after stop k."""
    cdef int rest = y.length - k - 1
    cdef int64_t row = <int64_t>u * g.size
    cdef int i = y.stop[k], j = y.stop[k + 1]
    memmove(&y.stop[k + 2], &y.stop[k + 1], rest * sizeof(int32_t))
    memmove(&y.leg[k + 2], &y.leg[k + 1], (rest - 1) * sizeof(int32_t))
    memmove(&y.cost[k + 2], &y.cost[k + 1], (rest - 1) * sizeof(int32_t))
    memmove(&y.early[2 * k + 4], &y.early[2 * k + 2], 2 * rest * sizeof(int64_t))
    memmove(&y.late[2 * k + 4], &y.late[2 * k + 2], 2 * rest * sizeof(int64_t))
    y.cost_sum += g.cost_in[row + i] + g.cost_out[row + j] - y.cost[k]
    y.stop[k + 1] = u
    y.leg[k] = g.leg_in[row + i]
    y.leg[k + 1] = g.leg_out[row + j]
    y.cost[k] = g.cost_in[row + i]
    y.cost[k + 1] = g.cost_out[row + j]
    y.length += 1
    y.version = version
    label_forward(g, y, k + 1)
    label_backward(g, y, k + 1)
    measure_rooms(g, y)
