# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The beginning of a route joined with what the other direction has found for its end."""

from libc.stdint cimport int32_t, int64_t, uint64_t

from tourplanner.planning._dearest cimport Found
from tourplanner.planning._labels cimport FAR, NOBODY, SLICES, Label, Shelf, Side, arrival, fined
from tourplanner.planning._pricing cimport DayPricer


cdef inline void best_tail(
    DayPricer day, int f, Found* route, Label* head, uint64_t* own, int32_t at, Shelf* shelf,
    int64_t reward, int64_t time, int64_t walk,
) noexcept nogil:
    """Improve `route` by the best part of the other direction's shelf that fits behind."""
    cdef Side* b = &day.side[1 - f]
    cdef int width = day.words + day.cuts, k, w
    cdef uint64_t* other
    cdef int64_t value
    if -time < b.begin:
        return
    k = <int>((-time - b.begin) // ((day.day_end - day.day_begin) // SLICES + 1))
    if reward + shelf.best[k] <= route.value:
        return
    for k in range(shelf.count):
        value = reward + shelf.item[k].reward
        if value <= route.value:
            return
        if time > -shelf.item[k].time or shelf.item[k].memory & own[0]:
            continue
        if shelf.item[k].walk > walk:
            continue
        if width > 1:
            other = b.memory + <int64_t>shelf.item[k].label * width
            for w in range(1, day.words):
                if other[w] & own[w]:
                    break
            else:
                value -= fined(own + day.words, other + day.words, day.penalty, day.cuts)
                if value > route.value:
                    route[0] = Found(value, at, shelf.item[k].label)
            continue
        route[0] = Found(value, at, shelf.item[k].label)
        return


cdef inline void best_way_on(
    DayPricer day, int f, Found* route, Label* head, uint64_t* own, int32_t at, bint is_any,
) noexcept nogil:
    """Improve `route` by the best ways on, as the other direction has them, or by any."""
    cdef Side* a = &day.side[f]
    cdef Side* b = &day.side[1 - f]
    cdef int64_t row = <int64_t>head.node * (day.m + 1), time, reward
    cdef int j, taken
    for j in range(day.m + 1):
        if j == head.node and j < day.m:
            continue
        reward = head.reward - day.unit * a.cost[row + j]
        for taken in range(day.stages - head.stage):
            time = arrival(
                &a.pause[head.stage * day.stages + day.stages - 1 - taken],
                head.time, a.travel[row + j],
            )
            if time < FAR:
                best_tail(
                    day, f, route, head, own, at, &b.shelf[day.stages * j + taken], reward, time,
                    day.walk_limit - head.walk - a.walk[row + j],
                )
                if is_any and route.head != NOBODY:
                    return


cdef inline bint pays(DayPricer day, int f, Label* head, uint64_t* own) noexcept nogil:
    """Whether some way on, as the other direction has it, lifts a label over the threshold."""
    cdef Found route = Found(day.threshold, NOBODY, NOBODY)
    best_way_on(day, f, &route, head, own, 0, True)
    return route.head != NOBODY
