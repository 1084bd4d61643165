# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The day routes of the search: labels, constant-time insertion test, edits."""

from libc.stdint cimport int32_t, int64_t
from libc.string cimport memmove

from tourplanner.planning._breaks cimport (
    label_backward_many, label_forward_many, measure_rooms_many, start_between_many,
)
from tourplanner.planning._ground cimport (
    NOWHERE, Day, Ground, Place, far, last_start, next_start, unlikely,
)

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
    cdef int k, s, d = y.number, last = y.length - 1
    cdef int64_t t0, t1, leg
    if unlikely(y.phases > 2):
        label_forward_many(g, y, first)
        return
    for k in range(first, last):
        leg = y.leg[k - 1]
        s = g.first_slot[d] + 2 * y.stop[k]
        t1 = next_start(g, y.stop[k], s + 1,
                        after_lunch(g, d, y.early[2 * k - 2], y.early[2 * k - 1], leg))
        t0 = far()
        if g.lunch[d] >= 0:
            t0 = next_start(g, y.stop[k], s, y.early[2 * k - 2] + leg)
        if k > first and t0 == y.early[2 * k] and t1 == y.early[2 * k + 1]:
            return
        y.early[2 * k] = t0
        y.early[2 * k + 1] = t1
    t1 = after_lunch(g, d, y.early[2 * last - 2], y.early[2 * last - 1], y.leg[last - 1])
    y.early[2 * last] = far()
    y.early[2 * last + 1] = t1 if t1 <= g.day_end[d] else far()


cdef inline void label_backward(Ground* g, Day* y, int first) noexcept nogil:
    """Latest starts of the stops from `first` down to 1; stops early where nothing changes."""
    cdef int k, s, d = y.number
    cdef int64_t t0, t1, leg, goal
    if unlikely(y.phases > 2):
        label_backward_many(g, y, first)
        return
    for k in range(first, 0, -1):
        leg = y.leg[k]
        s = g.first_slot[d] + 2 * y.stop[k]
        t1 = last_start(g, y.stop[k], s + 1, y.late[2 * k + 3] - leg)
        t0 = -far()
        if g.lunch[d] >= 0:
            goal = y.late[2 * k + 3] - g.lunch[d]
            if y.late[2 * k + 2] > goal:
                goal = y.late[2 * k + 2]
            t0 = last_start(g, y.stop[k], s, goal - leg)
        if k < first and t0 == y.late[2 * k] and t1 == y.late[2 * k + 1]:
            return
        y.late[2 * k] = t0
        y.late[2 * k + 1] = t1


cdef inline void measure_rooms(Ground* g, Day* y) noexcept nogil:
    """What the labels leave between each two stops, as a quick test before the exact one."""
    cdef int k, d = y.number
    cdef int64_t goal, room, rest = g.lunch[d]
    if unlikely(y.phases > 2):
        measure_rooms_many(g, y)
        return
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
    cdef int k, d = y.number, last = y.length - 1, phases = y.phases
    cdef int64_t at
    y.cost_sum = 0
    for k in range(last):
        at = <int64_t>y.stop[k] * g.size + y.stop[k + 1]
        y.leg[k] = g.leg_out[at]
        y.cost[k] = g.cost_out[at]
        y.cost_sum += g.cost_out[at]
    if unlikely(y.walk_limit < far()):
        y.walk_sum = 0
        for k in range(last):
            y.walk[k] = g.walk_out[<int64_t>y.stop[k] * g.size + y.stop[k + 1]]
            y.walk_sum += y.walk[k]
    for k in range(phases):
        y.early[k] = far()
        y.late[phases * last + k] = -far()
    y.early[1 if phases == 2 and g.lunch[d] < 0 else 0] = g.day_start[d]
    y.late[phases * last + phases - 1] = g.day_end[d]
    for k in range(1, last):      # no label may look unchanged
        y.early[phases * k] = -far()
        y.late[phases * k] = far()
    label_forward(g, y, 1)
    label_backward(g, y, last - 1)
    measure_rooms(g, y)


cdef inline bint keeps_limits(Day* y) noexcept nogil:
    """Whether the day reaches its end in time, without too much walking."""
    return y.early[y.phases * y.length - 1] < far() and y.walk_sum <= y.walk_limit


cdef inline int64_t added_walk(Ground* g, Day* y, int u, int k) noexcept nogil:
    """Metres on foot that u between stops k and k + 1 adds to a day with a limit."""
    cdef int64_t row = <int64_t>u * g.size
    return g.walk_in[row + y.stop[k]] + g.walk_out[row + y.stop[k + 1]] - y.walk[k]


cdef inline int64_t start_between(Ground* g, Day* y, int u, int k, int64_t from_,
                                  int64_t* arrival) noexcept nogil:
    """Earliest start, at or after `from_`, of u between stops k and k + 1; far when it cannot be."""
    if y.walk_limit < far() and added_walk(g, y, u, k) > y.walk_limit - y.walk_sum:
        return far()
    if unlikely(y.phases > 2):
        return start_between_many(g, y, u, k, from_, arrival)
    return start_between_two(g, y, u, k, from_, arrival)


cdef inline int64_t start_between_two(Ground* g, Day* y, int u, int k, int64_t from_,
                                      int64_t* arrival) noexcept nogil:
    """The same on a day with one break or none and without a walking limit."""
    cdef int d = y.number, s = g.first_slot[d] + 2 * u
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
            t = next_start(g, u, s, arrival[0] if arrival[0] > from_ else from_)
            if t + out <= goal:
                return t
    arrival[0] = after_lunch(g, d, y.early[2 * k], y.early[2 * k + 1], into)
    goal = y.late[2 * k + 3]
    if arrival[0] + out > goal:
        return far()
    t = next_start(g, u, s + 1, arrival[0] if arrival[0] > from_ else from_)
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
    if unlikely(not y.is_plain):
        t = start_between(g, y, u, k, 0, &arrival)
    else:
        t = start_between_two(g, y, u, k, 0, &arrival)
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


cdef inline int64_t last_minute(Ground* g, Day* y, int u) noexcept nogil:
    """The latest start of u that its intervals on the day allow; -far where it is closed."""
    cdef int s = g.first_slot[y.number] + y.phases * u, p
    cdef int64_t last = -far()
    if y.phases == 2:
        if g.slot[s] == g.slot[s + 2]:
            return last
        last = g.hi[g.slot[s + 2] - 1]
        if g.slot[s + 1] > g.slot[s] and g.hi[g.slot[s + 1] - 1] > last:
            last = g.hi[g.slot[s + 1] - 1]
        return last
    for p in range(s, s + y.phases):
        if g.slot[p + 1] > g.slot[p] and g.hi[g.slot[p + 1] - 1] > last:
            last = g.hi[g.slot[p + 1] - 1]
    return last


cdef inline bint is_over(Day* y, int k, int64_t last) noexcept nogil:
    """Whether stop k begins after the minute `last`, in whatever phase."""
    cdef int p
    if y.phases == 2:
        return y.early[2 * k] > last and y.early[2 * k + 1] > last
    for p in range(y.phases):
        if y.early[y.phases * k + p] <= last:
            return False
    return True


cdef inline void find_place(Ground* g, Day* y, int u, float waiting, Place* best) noexcept nogil:
    """The best position of u on the day."""
    cdef int k
    cdef float least = 1e30
    cdef int64_t last
    best.version = y.version
    best.position = NOWHERE
    if g.need[u] > y.most_room:
        return
    last = last_minute(g, y, u)
    if last == -far():
        return
    for k in range(y.length - 1):
        if is_over(y, k, last):
            return
        if g.need[u] <= y.room[k]:
            look(g, y, u, k, waiting, best, &least)


cdef inline void put_stop(Ground* g, Day* y, int u, int k, int64_t version) noexcept nogil:
    """Put u after stop k."""
    cdef int rest = y.length - k - 1, p = y.phases
    cdef int64_t row = <int64_t>u * g.size
    cdef int i = y.stop[k], j = y.stop[k + 1]
    memmove(&y.stop[k + 2], &y.stop[k + 1], rest * sizeof(int32_t))
    memmove(&y.leg[k + 2], &y.leg[k + 1], (rest - 1) * sizeof(int32_t))
    memmove(&y.cost[k + 2], &y.cost[k + 1], (rest - 1) * sizeof(int32_t))
    memmove(&y.early[p * (k + 2)], &y.early[p * (k + 1)], p * rest * sizeof(int64_t))
    memmove(&y.late[p * (k + 2)], &y.late[p * (k + 1)], p * rest * sizeof(int64_t))
    y.cost_sum += g.cost_in[row + i] + g.cost_out[row + j] - y.cost[k]
    if unlikely(y.walk_limit < far()):
        memmove(&y.walk[k + 2], &y.walk[k + 1], (rest - 1) * sizeof(int32_t))
        y.walk_sum += added_walk(g, y, u, k)
        y.walk[k] = g.walk_in[row + i]
        y.walk[k + 1] = g.walk_out[row + j]
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
