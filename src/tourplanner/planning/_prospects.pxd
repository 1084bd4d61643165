# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What a partial route can still earn at most: a day walked without memory, minute by minute.

Rewards are rounded up to multiples of 2 ** shift, so that they fit 32 bits.
"""

from libc.stdint cimport int32_t, int64_t
from libc.stdlib cimport free, malloc

from tourplanner.planning._labels cimport DONE, FULL, STOPPED, Pause, Side

cdef enum:
    MOST_ENTRIES = 20_000_000     # of a table
    NOTHING = -(1 << 30)
    MOST = 1 << 28                # reward of a whole route


cdef struct Walk:                 # one direction of a day under prices
    Side* side
    Side* opposite
    int m
    int stages
    int minutes
    int shift
    int32_t* arrived              # [stage][node][minute]: best before a visit that begins by then
    int32_t* left                 # the same after the visit and the breaks that follow
    int32_t* travel               # [to][from]
    int32_t* cost
    int32_t* profit
    int64_t* length               # of visits


cdef inline int prospect_shift(int64_t* profit, int m, int64_t steps) noexcept nogil:
    """The least shift under which the reward of `steps` visits fits."""
    cdef int64_t most = 1
    cdef int shift = 0, j
    for j in range(m):
        if profit[j] > most:
            most = profit[j]
    while (most >> shift) + 1 > MOST // steps:
        shift += 1
    return shift


cdef inline void leave(Walk* day, int n, int begin, int end) noexcept nogil:
    """What has been earned by the minutes from `begin` to `end` when visits are over."""
    cdef Side* s = day.side
    cdef int width = day.minutes + 1, j, k, t
    cdef int64_t start, last
    cdef int32_t value
    cdef int32_t* left
    cdef int32_t* before
    cdef int32_t* arrived
    cdef Pause* pause
    for j in range(day.m + 1):
        left = day.left + <int64_t>(n * (day.m + 1) + j) * width
        if j < day.m:
            arrived = day.arrived + <int64_t>(n * (day.m + 1) + j) * width
            k = s.slot[day.stages * j + n]
            for t in range(begin, end):
                value = left[t - 1] if t > 0 else NOTHING
                start = t - day.length[j]
                while k < s.slot[day.stages * j + n + 1] and s.begin + start > s.hi[k]:
                    k += 1
                if (
                    start >= 0 and k < s.slot[day.stages * j + n + 1]
                    and s.begin + start >= s.lo[k] and arrived[start] + day.profit[j] > value
                ):
                    value = arrived[start] + day.profit[j]
                left[t] = value
        elif n == 0:
            for t in range(begin, end):
                left[t] = 0
        if n > 0:
            pause = &s.pause[day.stages * (n - 1) + n]
            before = left - <int64_t>(day.m + 1) * width
            last = pause.last - s.begin
            for t in range(begin, end):
                start = t - pause.length
                if start > last:
                    start = last
                if start >= 0 and before[start] > left[t]:
                    left[t] = before[start]


cdef inline void arrive(Walk* day, int n, int begin, int end) noexcept nogil:
    """What has been earned by those minutes before the next visit, or at the end of the day."""
    cdef int width = day.minutes + 1, i, j, t, low
    cdef int64_t ready = 0
    cdef int32_t fare, way
    cdef int32_t* arrived
    cdef int32_t* left
    cdef int32_t* travel
    cdef int32_t* cost
    if n > 0:
        ready = day.side.pause[day.stages * (n - 1) + n].ready - day.side.begin
        if ready >= end:
            return
    for j in range(day.m + 1):
        arrived = day.arrived + <int64_t>(n * (day.m + 1) + j) * width
        travel = day.travel + <int64_t>j * (day.m + 1)
        cost = day.cost + <int64_t>j * (day.m + 1)
        if begin > 0:
            arrived[begin] = arrived[begin - 1]
        for i in range(day.m + 1):
            way, fare = travel[i], cost[i]
            if end <= way or (i == j and j < day.m):
                continue
            left = day.left + <int64_t>(n * (day.m + 1) + i) * width - way
            if left[end - 1] - fare <= arrived[begin]:
                continue
            low = begin if begin > way else way
            if low < ready:
                low = <int>ready
            for t in range(low, end):
                arrived[t] = left[t] - fare if left[t] - fare > arrived[t] else arrived[t]
        for t in range(begin + 1, end):
            if arrived[t - 1] > arrived[t]:
                arrived[t] = arrived[t - 1]


cdef inline void load(Walk* day, int64_t* profit, int64_t unit) noexcept nogil:
    """The day's prices, rounded in favour of the route."""
    cdef int m = day.m, i, j
    cdef int64_t k, fare
    for k in range(<int64_t>day.stages * (m + 1) * (day.minutes + 1)):
        day.arrived[k] = day.left[k] = NOTHING
    for j in range(m + 1):
        fare = -((-profit[j]) >> day.shift) if j < m else 0
        day.profit[j] = <int32_t>fare if fare > NOTHING else NOTHING
        for i in range(m + 1):
            k = <int64_t>j * (m + 1) + i
            fare = (unit * day.opposite.cost[k]) >> day.shift
            day.cost[k] = <int32_t>fare if fare < MOST else MOST
            fare = day.opposite.travel[k]
            day.travel[k] = <int32_t>fare if fare < 2 * MOST else 2 * MOST


cdef inline int look_ahead(
    Side* s, Side* opposite, int m, int stages, int minutes, int stride, int shift,
    int64_t* length, int64_t* profit, int64_t unit, volatile int* stopped, int64_t* best,
) noexcept nogil:
    """Fill `ahead` of the opposite direction; `best` gets what no route earns more than.

    No visit is shorter than `stride`, so what follows a visit never falls into its own stride.
    """
    cdef Walk day = Walk(
        s, opposite, m, stages, minutes, shift, NULL, NULL, NULL, NULL, NULL, length
    )
    cdef int64_t width = minutes + 1, nodes = m + 1
    cdef int begin = 0, end, n, j, t, status = DONE
    cdef int32_t* row
    if opposite.ahead == NULL:
        opposite.ahead = <int32_t*>malloc((stages * m * width + 1) * sizeof(int32_t))
    day.arrived = <int32_t*>malloc(stages * nodes * width * sizeof(int32_t))
    day.left = <int32_t*>malloc(stages * nodes * width * sizeof(int32_t))
    day.travel = <int32_t*>malloc(nodes * nodes * sizeof(int32_t))
    day.cost = <int32_t*>malloc(nodes * nodes * sizeof(int32_t))
    day.profit = <int32_t*>malloc(nodes * sizeof(int32_t))
    if (
        opposite.ahead == NULL or day.arrived == NULL or day.left == NULL or day.travel == NULL
        or day.cost == NULL or day.profit == NULL
    ):
        status = FULL
    else:
        load(&day, profit, unit)
        while begin < width and status == DONE:
            end = <int>(begin + stride if begin + stride < width else width)
            for n in range(stages):
                leave(&day, n, begin, end)
            for n in range(stages):
                arrive(&day, n, begin, end)
            begin = end
            if stopped[0]:
                status = STOPPED
    if status == DONE:
        best[0] = day.arrived[((stages - 1) * nodes + m) * width + minutes] * (<int64_t>1 << shift)
        for n in range(stages):
            for j in range(m):
                row = day.arrived + ((stages - 1 - n) * nodes + j) * width
                for t in range(minutes + 1):
                    opposite.ahead[(n * m + j) * width + t] = row[minutes - t]
    free(day.arrived)
    free(day.left)
    free(day.travel)
    free(day.cost)
    free(day.profit)
    return status
