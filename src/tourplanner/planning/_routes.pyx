# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""Every route of one day whose reward is above a threshold.

Partial routes grow from the day's start; each is kept only while some way home, priced from
the day's end with ng memory, can still lift it above the threshold.
"""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcmp, memcpy, memset

from tourplanner.planning._dearest cimport Found
from tourplanner.planning._joining cimport best_tail, pays
from tourplanner.planning._labels cimport (
    BUCKETS, DONE, FAR, FULL, NOBODY, STOPPED, Label, Pause, Side, arrival, fined,
    shelve, start_from,
)
from tourplanner.planning._pricing cimport DayPricer

import numpy as np

cdef enum:
    DEAD = -2


cdef struct Same:                 # the next label of a chain, and the breaks that it has taken
    int32_t next
    int32_t stage


cdef struct Pool:                 # partial routes; those with the same stops share a chain
    Label* label
    uint64_t* memory              # visited, then parities of the cuts
    Same* same                    # labels with the same visits, last visit and stage
    int64_t count
    int64_t room
    int64_t most
    int32_t* table                # hash of (visits, last visit, stage): first label
    int32_t* whole                # hash of visits: place in `route`
    uint64_t mask
    int32_t* route                # last labels of whole routes
    int64_t* value
    int64_t routes
    int64_t routes_room
    int64_t most_routes


def routes_above(
    DayPricer pricer, profits, penalties, int64_t unit, int64_t threshold, near,
    int64_t most_routes, int64_t most_labels,
):
    """(visited, cost): visited[r, k] is 1 where route r visits local node k, cost[r] its legs.

    These are the routes with a reward above `threshold`; of those with the same visits only
    the cheapest. `near` are ng-sets, smallest first: each labelling, in turn from the end and
    from the start of the day, drops what cannot pay by the one before; the last is from the
    end. None when stopped, or when there are more than `most_routes`, or more than
    `most_labels` partial ones.
    """
    cdef Pool pool
    cdef int status = DONE, f
    cdef int64_t size = 1 << 12
    pricer._load(profits, penalties, unit)
    pricer.threshold = threshold
    memset(&pool, 0, sizeof(Pool))
    while size < 2 * most_labels:
        size *= 2
    try:
        pool.mask = size - 1
        pool.most, pool.most_routes = most_labels, most_routes
        pool.table = <int32_t*>malloc(size * sizeof(int32_t))
        pool.whole = <int32_t*>malloc(size * sizeof(int32_t))
        if pool.table == NULL or pool.whole == NULL:
            raise MemoryError
        memset(pool.table, 0xff, size * sizeof(int32_t))
        memset(pool.whole, 0xff, size * sizeof(int32_t))
        f = len(near) % 2
        pricer.is_bounded = False
        with nogil:
            status = pricer._look_ahead()
        for memory in near:
            pricer.remember(memory)
            if status == DONE:
                with nogil:
                    status = pricer._labelled(
                        f, False, pricer.day_end if f == 0 else pricer.day_begin
                    )
            pricer.is_bounded = True
            f = 1 - f
        if status == DONE:
            with nogil:
                status = grow(pricer, &pool)
        if status != DONE:
            return None
        return listed(pricer, &pool)
    finally:
        free(pool.label)
        free(pool.memory)
        free(pool.same)
        free(pool.table)
        free(pool.whole)
        free(pool.route)
        free(pool.value)


cdef listed(DayPricer pricer, Pool* pool):
    visited = np.zeros((pool.routes, pricer.m), np.uint8)
    cost = np.zeros(pool.routes, np.int64)
    cdef uint8_t[:, ::1] cells = visited
    cdef int64_t[::1] costs = cost
    cdef int64_t r, width = pricer.m + 1
    cdef int32_t at
    cdef int then
    for r in range(pool.routes):
        at, then = pool.route[r], pricer.m
        while at != NOBODY:
            costs[r] += pricer.side[0].cost[pool.label[at].node * width + then]
            then = pool.label[at].node
            if then < pricer.m:
                cells[r, then] = 1
            at = pool.label[at].prev
    return visited, cost


cdef uint64_t hashed(uint64_t* words, int count, uint64_t seed) noexcept nogil:
    cdef uint64_t h = seed
    cdef int w
    for w in range(count):
        h = (h ^ words[w]) * <uint64_t>0x9E3779B97F4A7C15
        h ^= h >> 29
    return h ^ (h >> 32)


cdef int room_for(DayPricer pricer, Pool* pool) noexcept nogil:
    """Make room for one more label."""
    cdef int64_t room = 2 * pool.room + 1024
    cdef void* moved
    if pool.count >= pool.most:
        return FULL
    if pool.count < pool.room:
        return DONE
    moved = realloc(pool.label, room * sizeof(Label))
    if moved == NULL:
        return FULL
    pool.label = <Label*>moved
    moved = realloc(pool.memory, room * (pricer.words + pricer.cuts) * sizeof(uint64_t))
    if moved == NULL:
        return FULL
    pool.memory = <uint64_t*>moved
    moved = realloc(pool.same, room * sizeof(Same))
    if moved == NULL:
        return FULL
    pool.same = <Same*>moved
    pool.room = room
    return DONE


cdef int grow(DayPricer pricer, Pool* pool) noexcept nogil:
    """All partial routes in the order of time, and the whole ones among them."""
    cdef Side* s = &pricer.side[0]
    cdef int bucket, state
    cdef int32_t at
    for bucket in range(BUCKETS):
        s.first[bucket] = NOBODY
    if room_for(pricer, pool) != DONE:
        return FULL
    memset(pool.memory, 0, (pricer.words + pricer.cuts) * sizeof(uint64_t))
    pool.label[0] = Label(0, s.begin, pricer.m, 0, 0, NOBODY, NOBODY)
    pool.count = 1
    state = follow(pricer, pool, 0)
    for bucket in range(BUCKETS):
        at = s.first[bucket]
        while at != NOBODY and state == DONE:
            if pricer.stopped:
                return STOPPED
            if pool.label[at].stage != DEAD:
                state = follow(pricer, pool, at)
            at = pool.label[at].after
    return state


cdef int follow(DayPricer pricer, Pool* pool, int32_t at) noexcept nogil:
    """Close a partial route, and lengthen it by every visit that can follow."""
    cdef Side* s = &pricer.side[0]
    cdef int width = pricer.words + pricer.cuts, m = pricer.m, n = pricer.stages, j, stage
    cdef Label head = pool.label[at]
    cdef int64_t row = <int64_t>head.node * (m + 1), start
    cdef Pause* pause
    cdef Found home = Found(pricer.threshold, NOBODY, NOBODY)
    start = arrival(&s.pause[n * head.stage + n - 1], head.time, s.travel[row + m])
    if start < FAR:
        best_tail(
            pricer, 0, &home, &head, pool.memory + <int64_t>at * width, at,
            &pricer.side[1].shelf[n * m], head.reward - pricer.unit * s.cost[row + m], start,
            pricer.walk_limit - head.walk - s.walk[row + m],
        )
    if home.head != NOBODY and note_whole(pricer, pool, at, home.value) != DONE:
        return FULL
    for stage in range(head.stage, n):
        pause = &s.pause[n * head.stage + stage]
        if head.time > pause.last:
            break
        for j in range(m):
            if pool.memory[<int64_t>at * width + j // 64] >> (j % 64) & 1:
                continue
            start = arrival(pause, head.time, s.travel[row + j])
            start = start_from(s, n * j + stage, start)
            if start < FAR:
                if put(pricer, pool, at, j, stage, start + pricer.duration[j]) != DONE:
                    return FULL
    return DONE


cdef int put(
    DayPricer pricer, Pool* pool, int32_t at, int j, int stage, int64_t time
) noexcept nogil:
    """Add a partial route unless one with the same visits is as good, or no way home pays."""
    cdef Side* s = &pricer.side[0]
    cdef int width = pricer.words + pricer.cuts, w, n = pricer.stages
    cdef uint64_t* old
    cdef uint64_t* new
    cdef uint64_t place
    cdef int64_t leg = <int64_t>pool.label[at].node * (pricer.m + 1) + j, reward, walk
    cdef int32_t number, other
    cdef Label* kept
    if time > pricer.day_end:
        return DONE
    walk = <int64_t>pool.label[at].walk + s.walk[leg]
    if walk > pricer.walk_limit:
        return DONE
    reward = pool.label[at].reward + pricer.profit[j] - pricer.unit * s.cost[leg]
    if pricer._is_hopeless(0, j, stage, time, reward):
        return DONE
    if room_for(pricer, pool) != DONE:
        return FULL
    number = <int32_t>pool.count
    old = pool.memory + <int64_t>at * width
    new = pool.memory + <int64_t>number * width
    memcpy(new, old, width * sizeof(uint64_t))
    new[j // 64] |= (<uint64_t>1) << (j % 64)
    reward -= fined(
        old + pricer.words, pricer.member + <int64_t>j * pricer.cuts, pricer.penalty, pricer.cuts
    )
    for w in range(pricer.cuts):
        new[pricer.words + w] ^= pricer.member[<int64_t>j * pricer.cuts + w]
    place = hashed(new, pricer.words, n * j + stage + 1) & pool.mask
    while pool.table[place] != NOBODY:
        other = pool.table[place]
        if (
            pool.label[other].node == j and pool.same[other].stage == stage
            and memcmp(
                pool.memory + <int64_t>other * width, new, pricer.words * sizeof(uint64_t)
            ) == 0
        ):
            break
        place = (place + 1) & pool.mask
    other = pool.table[place]
    while other != NOBODY:
        kept = &pool.label[other]
        if kept.reward >= reward and kept.time <= time and kept.walk <= walk:
            return DONE
        other = pool.same[other].next
    pool.label[number] = Label(reward, time, j, stage, <int32_t>walk, at, NOBODY)
    if not pays(pricer, 0, &pool.label[number], new):
        return DONE
    other = pool.table[place]
    while other != NOBODY:
        kept = &pool.label[other]
        if kept.reward <= reward and kept.time >= time and kept.walk >= walk:
            kept.stage = DEAD
        other = pool.same[other].next
    pool.same[number] = Same(pool.table[place], stage)
    pool.table[place] = number
    pool.count += 1
    shelve(s, pool.label, number)
    return DONE


cdef int note_whole(DayPricer pricer, Pool* pool, int32_t at, int64_t value) noexcept nogil:
    """Keep a whole route unless one with the same visits is as dear."""
    cdef int width = pricer.words + pricer.cuts
    cdef uint64_t* own = pool.memory + <int64_t>at * width
    cdef uint64_t place = hashed(own, pricer.words, 0) & pool.mask
    cdef int32_t r
    cdef void* moved
    while pool.whole[place] != NOBODY:
        r = pool.whole[place]
        if memcmp(
            pool.memory + <int64_t>pool.route[r] * width, own, pricer.words * sizeof(uint64_t)
        ) == 0:
            if pool.value[r] < value:
                pool.route[r], pool.value[r] = at, value
            return DONE
        place = (place + 1) & pool.mask
    if pool.routes == pool.most_routes:
        return FULL
    if pool.routes == pool.routes_room:
        pool.routes_room = 2 * pool.routes_room + 1024
        moved = realloc(pool.route, pool.routes_room * sizeof(int32_t))
        if moved == NULL:
            return FULL
        pool.route = <int32_t*>moved
        moved = realloc(pool.value, pool.routes_room * sizeof(int64_t))
        if moved == NULL:
            return FULL
        pool.value = <int64_t*>moved
    pool.whole[place] = <int32_t>pool.routes
    pool.route[pool.routes], pool.value[pool.routes] = at, value
    pool.routes += 1
    return DONE
