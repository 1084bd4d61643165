# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Visits of a kind that count less, the more of them there are: kept lists and margins."""

from libc.stdint cimport int32_t, int64_t, uint8_t
from libc.string cimport memmove

from tourplanner.planning._ground cimport Ground


cdef struct Kinds:
    int32_t* made                 # of each kind from its kind_offset: members in the plan, best first
    int32_t* made_count
    int64_t* total                # what they count together
    uint8_t* is_stale             # kinds whose total and margins are to be summed up anew
    int64_t* shift                # room for what the worse members lose to one more before them
    int64_t* adds                 # what each candidate would add to the plan, bonus included


cdef inline int64_t counted(Ground* g, int c, int u, int k) noexcept nogil:
    """What u counts as member k of its kind c in the plan."""
    cdef int first = g.percent_offset[c], last = g.percent_offset[c + 1] - 1
    return g.kind_value[u] * g.percent[min(first + k, last)] // 100


cdef inline void note_made(Ground* g, Kinds* kinds, int u, int sign) noexcept nogil:
    """Let u, of a kind, join the members in the plan (1) or leave them (-1)."""
    cdef int c = g.kind_of[u], k = 0, count = kinds.made_count[c]
    cdef int32_t* made = &kinds.made[g.kind_offset[c]]
    while k < count and g.kind_rank[made[k]] < g.kind_rank[u]:
        k += 1
    if sign > 0:
        memmove(&made[k + 1], &made[k], (count - k) * sizeof(int32_t))
        made[k] = u
    else:
        memmove(&made[k], &made[k + 1], (count - k - 1) * sizeof(int32_t))
    kinds.made_count[c] = count + sign
    kinds.is_stale[c] = 1


cdef inline int64_t sum_up(Ground* g, Kinds* kinds, int c) noexcept nogil:
    """Total and margins of a stale kind; returns by how much the total changed."""
    cdef int k, i, u, first = g.kind_offset[c], count = kinds.made_count[c]
    cdef int32_t* made = &kinds.made[first]
    cdef int64_t* shift = &kinds.shift[first + c]
    cdef int64_t total = 0, before = kinds.total[c], now
    shift[count] = 0
    for k in range(count - 1, -1, -1):
        now = counted(g, c, made[k], k)
        total += now
        shift[k] = shift[k + 1] + now - counted(g, c, made[k], k + 1)
    k = 0
    for i in range(first, g.kind_offset[c + 1]):
        u = g.kind_member[i]
        if k < count and made[k] == u:
            k += 1
        else:
            kinds.adds[u] = (g.value[u] - g.kind_value[u]) + counted(g, c, u, k) - shift[k]
    kinds.total[c] = total
    kinds.is_stale[c] = 0
    return total - before
