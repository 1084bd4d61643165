# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""Shortest times from a few places to many on a road graph, without the interpreter lock.

Dijkstra's algorithm. Waiting states lie in buckets, one for each cost, used in a ring: no cost that
waits is more than one arc above the present one. A bit for each bucket tells where the next is.
An outdated entry is dropped when it comes up.
"""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memset

import numpy as np

cdef extern from *:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    static int tp_first_bit(unsigned long long x) {
        unsigned long at; _BitScanForward64(&at, x); return (int)at;
    }
    #else
    static int tp_first_bit(unsigned long long x) { return __builtin_ctzll(x); }
    #endif
    """
    int tp_first_bit(uint64_t) noexcept nogil

cdef enum:
    NOWHERE = 0xFFFFFFFF          # the cost of a state that is not reached
    EMPTY = -1
    FARTHEST = 0x7FFFFFFF         # costs stay below: adding an arc must not wrap round


cdef struct Reached:              # what is known of a state
    uint32_t cost
    int32_t by                    # the arc that led here; -1 - n at the n-th way in


cdef struct Entry:                # a state that waits in a bucket
    int32_t state
    uint32_t cost
    int32_t below                 # the next entry of the bucket, or of the unused ones


cdef struct Queue:
    Entry* entry
    int64_t count
    int64_t room
    int32_t spare                 # unused entries
    int32_t* top                  # of each bucket
    uint64_t* is_used             # a bit for each bucket
    uint32_t mask                 # buckets - 1; a power of two less one
    int64_t waiting


cdef int open_queue(Queue* queue, uint32_t longest) noexcept nogil:
    """A queue for arcs of at most `longest`; returns 0 when memory ran out."""
    queue.mask = 63
    while queue.mask < longest:
        queue.mask = 2 * queue.mask + 1
    queue.room = 4096
    queue.entry = <Entry*> malloc(queue.room * sizeof(Entry))
    queue.top = <int32_t*> malloc((<int64_t> queue.mask + 1) * sizeof(int32_t))
    queue.is_used = <uint64_t*> malloc((<int64_t> queue.mask + 1) // 8)
    if queue.entry == NULL or queue.top == NULL or queue.is_used == NULL:
        close_queue(queue)
        return 0
    return 1


cdef void close_queue(Queue* queue) noexcept nogil:
    free(queue.entry)
    free(queue.top)
    free(queue.is_used)


cdef void clear(Queue* queue) noexcept nogil:
    memset(queue.is_used, 0, (<int64_t> queue.mask + 1) // 8)
    queue.count = 0
    queue.spare = EMPTY
    queue.waiting = 0


cdef inline int push(Queue* queue, uint32_t cost, int32_t state) noexcept nogil:
    """Let a state wait; returns 0 when memory ran out."""
    cdef uint32_t bucket = cost & queue.mask
    cdef uint64_t bit = <uint64_t> 1 << (bucket & 63)
    cdef int32_t place = queue.spare
    cdef Entry* grown
    if place >= 0:
        queue.spare = queue.entry[place].below
    else:
        if queue.count == queue.room:
            grown = <Entry*> realloc(queue.entry, 2 * queue.room * sizeof(Entry))
            if grown == NULL:
                return 0
            queue.entry = grown
            queue.room *= 2
        place = <int32_t> queue.count
        queue.count += 1
    queue.entry[place].state = state
    queue.entry[place].cost = cost
    queue.entry[place].below = queue.top[bucket] if queue.is_used[bucket >> 6] & bit else EMPTY
    queue.top[bucket] = place
    queue.is_used[bucket >> 6] |= bit
    queue.waiting += 1
    return 1


cdef inline uint32_t next_cost(Queue* queue, uint32_t now) noexcept nogil:
    """The least cost that waits, when something waits and nothing below `now` does."""
    cdef uint32_t bucket = now & queue.mask
    cdef uint32_t word = bucket >> 6, words = (queue.mask + 1) >> 6
    cdef uint64_t bits = queue.is_used[word] & (~(<uint64_t> 0) << (bucket & 63))
    while not bits:
        word = (word + 1) & (words - 1)
        bits = queue.is_used[word]
    return now + (((word << 6) + tp_first_bit(bits) - bucket) & queue.mask)


cdef inline int32_t pop(Queue* queue, uint32_t now) noexcept nogil:
    """Take a state whose turn is at `now`; its entry is reused."""
    cdef uint32_t bucket = now & queue.mask
    cdef int32_t place = queue.top[bucket], below = queue.entry[place].below
    queue.top[bucket] = below
    if below == EMPTY:
        queue.is_used[bucket >> 6] &= ~(<uint64_t> 1 << (bucket & 63))
    queue.entry[place].below = queue.spare
    queue.spare = place
    queue.waiting -= 1
    return place


cdef int spread(
    const int32_t[::1] first_arc,
    const int32_t[:, ::1] arcs,
    const int32_t[::1] in_state,
    const int32_t[::1] in_cost,
    int64_t in_begin,
    int64_t in_end,
    const uint8_t[::1] is_wanted,
    int64_t wanted,
    uint32_t limit,
    Reached* reached,
    Queue* queue,
) noexcept nogil:
    """Settle states in the order of their cost until all wanted ones are; 0 without memory."""
    cdef int64_t n
    cdef int32_t state, head, arc
    cdef uint32_t cost, further, now = NOWHERE
    cdef Entry* entry
    memset(reached, 0xFF, (first_arc.shape[0] - 1) * sizeof(Reached))
    clear(queue)
    for n in range(in_begin, in_end):
        if <uint32_t> in_cost[n] < now:
            now = <uint32_t> in_cost[n]
    for n in range(in_begin, in_end):
        state = in_state[n]
        cost = <uint32_t> in_cost[n]
        if cost <= limit and cost < reached[state].cost:
            reached[state].cost = cost
            reached[state].by = <int32_t> (-1 - n)
            if not push(queue, cost, state):
                return 0
    while queue.waiting:
        now = next_cost(queue, now)
        entry = &queue.entry[pop(queue, now)]
        state = entry.state
        cost = entry.cost
        if cost != reached[state].cost:
            continue
        if is_wanted[state]:
            wanted -= 1
            if wanted == 0:
                break
        for arc in range(first_arc[state], first_arc[state + 1]):
            head = arcs[arc, 0]
            further = cost + <uint32_t> arcs[arc, 1]
            if further < reached[head].cost and further <= limit:
                reached[head].cost = further
                reached[head].by = arc
                if not push(queue, further, head):
                    return 0
    return 1


def rows(
    const int32_t[::1] first_arc,
    const int32_t[:, ::1] arcs,
    const int32_t[::1] tail,
    const int32_t[::1] arc_dm,
    const int32_t[::1] in_first,
    const int32_t[::1] in_state,
    const int32_t[::1] in_cost,
    const int32_t[::1] in_dm,
    const int32_t[::1] out_first,
    const int32_t[::1] out_state,
    const int32_t[::1] out_cost,
    const int32_t[::1] out_dm,
    const uint8_t[::1] is_wanted,
    int64_t wanted,
    int64_t begin,
    int64_t end,
    uint32_t longest,
    int64_t[:, ::1] times,
    int64_t[:, ::1] metres,
):
    """Fill rows `begin` to `end` of `times` and `metres` (tenths); -1 where nothing leads.

    No arc and no way in costs more than `longest`.
    """
    cdef int64_t states = first_arc.shape[0] - 1
    cdef int64_t targets = out_first.shape[0] - 1
    cdef int64_t row, column, n, best, length, chosen
    cdef int32_t at
    cdef int is_done = 1
    cdef Queue queue
    cdef Reached* reached
    if not open_queue(&queue, longest):
        raise MemoryError()
    reached = <Reached*> malloc(max(states, 1) * sizeof(Reached))
    if reached == NULL:
        close_queue(&queue)
        raise MemoryError()
    with nogil:
        for row in range(begin, end):
            is_done = spread(
                first_arc, arcs, in_state, in_cost, in_first[row], in_first[row + 1],
                is_wanted, wanted, FARTHEST, reached, &queue,
            )
            if not is_done:
                break
            for column in range(targets):
                best = -1
                chosen = -1
                for n in range(out_first[column], out_first[column + 1]):
                    at = out_state[n]
                    if reached[at].cost != NOWHERE and (
                        best < 0 or <int64_t> reached[at].cost + out_cost[n] < best
                    ):
                        best = <int64_t> reached[at].cost + out_cost[n]
                        chosen = n
                times[row, column] = best
                metres[row, column] = -1
                if best < 0:
                    continue
                length = out_dm[chosen]
                at = out_state[chosen]
                while reached[at].by >= 0:
                    length += arc_dm[reached[at].by]
                    at = tail[reached[at].by]
                metres[row, column] = length + in_dm[-1 - reached[at].by]
    free(reached)
    close_queue(&queue)
    if not is_done:
        raise MemoryError()


def tree(
    const int32_t[::1] first_arc,
    const int32_t[:, ::1] arcs,
    const int32_t[::1] in_state,
    const int32_t[::1] in_cost,
    const uint8_t[::1] is_wanted,
    int64_t wanted,
    uint32_t longest,
    uint32_t limit,
):
    """Cost of each state (-1: not reached) and the arc that led there (-1 - n: way in n)."""
    cdef int64_t states = first_arc.shape[0] - 1, n
    cdef int is_done
    cdef Queue queue
    cdef Reached* reached
    if not open_queue(&queue, longest):
        raise MemoryError()
    reached = <Reached*> malloc(max(states, 1) * sizeof(Reached))
    if reached == NULL:
        close_queue(&queue)
        raise MemoryError()
    costs_made = np.empty(states, dtype=np.int64)
    by_made = np.empty(states, dtype=np.int32)
    cdef int64_t[::1] costs = costs_made
    cdef int32_t[::1] by = by_made
    with nogil:
        is_done = spread(
            first_arc, arcs, in_state, in_cost, 0, in_state.shape[0],
            is_wanted, wanted, limit, reached, &queue,
        )
        for n in range(states):
            by[n] = reached[n].by
            costs[n] = -1 if reached[n].cost == NOWHERE else <int64_t> reached[n].cost
    free(reached)
    close_queue(&queue)
    if not is_done:
        raise MemoryError()
    return costs_made, by_made
