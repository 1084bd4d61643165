# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""Shortest times from a few places to many on a road graph, without the interpreter lock.

Dijkstra's algorithm over a heap with four children a node, whose entries hold cost and state in
one number: comparing entries is comparing numbers. An outdated entry is dropped when it comes up.
"""

from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t, uint8_t
from libc.stdlib cimport free, malloc, realloc

import numpy as np

cdef enum:
    NOWHERE = 0xFFFFFFFF          # the cost of a state that is not reached


cdef struct Reached:              # what is known of a state
    uint32_t cost
    int32_t by                    # the arc that led here; -1 - n at the n-th way in


cdef struct Heap:
    uint64_t* entry
    int64_t count
    int64_t room


cdef inline int push(Heap* heap, uint64_t entry) noexcept nogil:
    """Add an entry; returns 0 when memory ran out."""
    cdef int64_t place = heap.count, parent
    cdef uint64_t* grown
    if place == heap.room:
        grown = <uint64_t*> realloc(heap.entry, 2 * heap.room * sizeof(uint64_t))
        if grown == NULL:
            return 0
        heap.entry = grown
        heap.room *= 2
    heap.count += 1
    while place > 0:
        parent = (place - 1) >> 2
        if heap.entry[parent] <= entry:
            break
        heap.entry[place] = heap.entry[parent]
        place = parent
    heap.entry[place] = entry
    return 1


cdef inline uint64_t pop(Heap* heap) noexcept nogil:
    """Take the least entry out of a heap that has one."""
    cdef uint64_t* entry = heap.entry
    cdef uint64_t least = entry[0], last, best
    cdef int64_t place = 0, child, stop, chosen
    heap.count -= 1
    last = entry[heap.count]
    while True:
        child = 4 * place + 1
        if child >= heap.count:
            break
        stop = child + 4 if child + 4 < heap.count else heap.count
        chosen = child
        best = entry[child]
        child += 1
        while child < stop:
            if entry[child] < best:
                best = entry[child]
                chosen = child
            child += 1
        if best >= last:
            break
        entry[place] = best
        place = chosen
    entry[place] = last
    return least


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
    Heap* heap,
) noexcept nogil:
    """Settle states in the order of their cost until all wanted ones are; 0 without memory."""
    cdef int64_t n
    cdef int32_t state, head, arc
    cdef uint32_t cost, further
    cdef uint64_t entry
    for n in range(first_arc.shape[0] - 1):
        reached[n].cost = NOWHERE
    heap.count = 0
    for n in range(in_begin, in_end):
        state = in_state[n]
        cost = <uint32_t> in_cost[n]
        if cost <= limit and cost < reached[state].cost:
            reached[state].cost = cost
            reached[state].by = <int32_t> (-1 - n)
            if not push(heap, (<uint64_t> cost << 32) | <uint32_t> state):
                return 0
    while heap.count:
        entry = pop(heap)
        state = <int32_t> <uint32_t> entry
        cost = <uint32_t> (entry >> 32)
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
                if not push(heap, (<uint64_t> further << 32) | <uint32_t> head):
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
    uint32_t limit,
    int64_t[:, ::1] times,
    int64_t[:, ::1] metres,
):
    """Fill rows `begin` to `end` of `times` and `metres` (tenths); -1 where nothing leads."""
    cdef int64_t states = first_arc.shape[0] - 1
    cdef int64_t targets = out_first.shape[0] - 1
    cdef int64_t row, column, n, best, length, chosen
    cdef int32_t at
    cdef int is_done = 1
    cdef Heap heap
    cdef Reached* reached = <Reached*> malloc(max(states, 1) * sizeof(Reached))
    heap.room = 4096
    heap.entry = <uint64_t*> malloc(heap.room * sizeof(uint64_t))
    if reached == NULL or heap.entry == NULL:
        free(reached)
        free(heap.entry)
        raise MemoryError()
    with nogil:
        for row in range(begin, end):
            is_done = spread(
                first_arc, arcs, in_state, in_cost, in_first[row], in_first[row + 1],
                is_wanted, wanted, limit, reached, &heap,
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
    free(heap.entry)
    if not is_done:
        raise MemoryError()


def tree(
    const int32_t[::1] first_arc,
    const int32_t[:, ::1] arcs,
    const int32_t[::1] in_state,
    const int32_t[::1] in_cost,
    const uint8_t[::1] is_wanted,
    int64_t wanted,
    uint32_t limit,
):
    """Cost of each state (-1: not reached) and the arc that led there (-1 - n: way in n)."""
    cdef int64_t states = first_arc.shape[0] - 1, n
    cdef int is_done
    cdef Heap heap
    cdef Reached* reached = <Reached*> malloc(max(states, 1) * sizeof(Reached))
    heap.room = 4096
    heap.entry = <uint64_t*> malloc(heap.room * sizeof(uint64_t))
    if reached == NULL or heap.entry == NULL:
        free(reached)
        free(heap.entry)
        raise MemoryError()
    costs_made = np.empty(states, dtype=np.int64)
    by_made = np.empty(states, dtype=np.int32)
    cdef int64_t[::1] costs = costs_made
    cdef int32_t[::1] by = by_made
    with nogil:
        is_done = spread(
            first_arc, arcs, in_state, in_cost, 0, in_state.shape[0],
            is_wanted, wanted, limit, reached, &heap,
        )
        for n in range(states):
            by[n] = reached[n].by
            costs[n] = -1 if reached[n].cost == NOWHERE else <int64_t> reached[n].cost
    free(reached)
    free(heap.entry)
    if not is_done:
        raise MemoryError()
    return costs_made, by_made
