# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Labels of days with several breaks: one for each number of breaks that are over."""

from libc.stdint cimport int64_t

from tourplanner.planning._ground cimport (
    MOST_PHASES, Day, Ground, far, last_start, next_start,
)


cdef inline void many_arrivals(Ground* g, Day* y, int k, int64_t leg,
                               int64_t* arrival) noexcept nogil:
    """Earliest arrivals from stop k over a leg, in each phase; breaks may be taken on the leg."""
    cdef int p, first = g.first_phase[y.number]
    cdef int64_t* early = &y.early[y.phases * k]
    arrival[0] = early[0] + leg
    for p in range(1, y.phases):
        arrival[p] = max(
            min(early[p] + leg, arrival[p - 1] + g.rest[first + p - 1]), g.over[first + p])


cdef inline void many_goals(Ground* g, Day* y, int k, int64_t* goal) noexcept nogil:
    """Latest arrivals at stop k in each phase, with breaks before it where that is later."""
    cdef int p, last = y.phases - 1, first = g.first_phase[y.number]
    cdef int64_t* late = &y.late[y.phases * k]
    goal[last] = late[last]
    for p in range(last - 1, -1, -1):
        goal[p] = max(late[p], goal[p + 1] - g.rest[first + p])


cdef inline void label_forward_many(Ground* g, Day* y, int first) noexcept nogil:
    """Earliest starts of the stops from `first`; stops early where nothing changes."""
    cdef int k, p, s, phases = y.phases, last = y.length - 1
    cdef int64_t arrival[MOST_PHASES]
    cdef int64_t t
    cdef bint is_changed
    for k in range(first, last):
        many_arrivals(g, y, k - 1, y.leg[k - 1], arrival)
        s = g.first_slot[y.number] + phases * y.stop[k]
        is_changed = k == first
        for p in range(phases):
            t = next_start(g, y.stop[k], s + p, arrival[p])
            is_changed = is_changed or t != y.early[phases * k + p]
            y.early[phases * k + p] = t
        if not is_changed:
            return
    many_arrivals(g, y, last - 1, y.leg[last - 1], arrival)
    for p in range(phases):
        y.early[phases * last + p] = far()
    if arrival[phases - 1] <= g.day_end[y.number]:
        y.early[phases * last + phases - 1] = arrival[phases - 1]


cdef inline void label_backward_many(Ground* g, Day* y, int first) noexcept nogil:
    """Latest starts of the stops from `first` down to 1; stops early where nothing changes."""
    cdef int k, p, s, phases = y.phases
    cdef int64_t goal[MOST_PHASES]
    cdef int64_t t
    cdef bint is_changed
    for k in range(first, 0, -1):
        many_goals(g, y, k + 1, goal)
        s = g.first_slot[y.number] + phases * y.stop[k]
        is_changed = k == first
        for p in range(phases):
            t = last_start(g, y.stop[k], s + p, goal[p] - y.leg[k])
            is_changed = is_changed or t != y.late[phases * k + p]
            y.late[phases * k + p] = t
        if not is_changed:
            return


cdef inline void measure_rooms_many(Ground* g, Day* y) noexcept nogil:
    """What the labels leave between each two stops, as a quick test before the exact one."""
    cdef int k, p
    cdef int64_t arrival[MOST_PHASES]
    cdef int64_t goal[MOST_PHASES]
    cdef int64_t room
    y.most_room = 0
    for k in range(y.length - 1):
        many_arrivals(g, y, k, g.duration[y.stop[k]], arrival)
        many_goals(g, y, k + 1, goal)
        room = -far()
        for p in range(y.phases):
            room = max(room, goal[p] - arrival[p])
        y.room[k] = room
        y.most_room = max(y.most_room, room)


cdef inline int64_t start_between_many(Ground* g, Day* y, int u, int k, int64_t from_,
                                       int64_t* arrival) noexcept nogil:
    """As _state.start_between: the earliest phase in which u fits gives its earliest start."""
    cdef int p, s = g.first_slot[y.number] + y.phases * u
    cdef int64_t row = <int64_t>u * g.size
    cdef int64_t out = g.leg_out[row + y.stop[k + 1]]
    cdef int64_t arrivals[MOST_PHASES]
    cdef int64_t goal[MOST_PHASES]
    cdef int64_t t
    many_arrivals(g, y, k, g.leg_in[row + y.stop[k]], arrivals)
    many_goals(g, y, k + 1, goal)
    for p in range(y.phases):
        if arrivals[p] + out <= goal[p]:
            t = next_start(g, u, s + p, max(arrivals[p], from_))
            if t + out <= goal[p]:
                arrival[0] = arrivals[p]
                return t
    return far()


cdef inline int64_t shortfall_between_many(Ground* g, Day* y, int u, int k) noexcept nogil:
    """As _gaps.shortfall_between, over all phases; far when no shortening helps."""
    cdef int p, s = g.first_slot[y.number] + y.phases * u
    cdef int64_t row = <int64_t>u * g.size
    cdef int64_t out = g.leg_out[row + y.stop[k + 1]], t, least = far()
    cdef int64_t arrivals[MOST_PHASES]
    cdef int64_t goal[MOST_PHASES]
    many_arrivals(g, y, k, g.leg_in[row + y.stop[k]], arrivals)
    many_goals(g, y, k + 1, goal)
    for p in range(y.phases):
        t = next_start(g, u, s + p, arrivals[p])
        if t < far() and goal[p] > -far() // 2:
            least = min(least, t + out - goal[p])
    return max(least, 0)
