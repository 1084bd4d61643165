# cython: language_level=3
"""What pricing and enumeration of day routes share: labels, shelves, the pricer's fields."""

from libc.stdint cimport int32_t, int64_t, uint64_t

from tourplanner.planning._dearest cimport Found

cdef extern from *:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    static int tp_lowest_bit(unsigned long long x) {
        unsigned long at; _BitScanForward64(&at, x); return (int)at;
    }
    #else
    static int tp_lowest_bit(unsigned long long x) { return __builtin_ctzll(x); }
    #endif
    #define TP_FAR ((int64_t)1 << 61)
    """
    int tp_lowest_bit(uint64_t) noexcept nogil
    const int64_t FAR "TP_FAR"

cdef enum:
    BUCKETS = 2048
    SLICES = 128
    NOBODY = -1
    DONE = 0
    STOPPED = 1
    FULL = 2



cdef struct Label:                # a partial route that ends with a visit
    int64_t reward
    int64_t time                  # end of the visit
    int32_t node
    int32_t half                  # 1: lunch is taken, or not asked for
    int32_t prev
    int32_t after                 # next label of the same bucket


cdef struct Kept:                 # a label that nothing dominates
    int64_t reward
    int64_t time
    uint64_t memory               # first word
    int32_t label


cdef struct Shelf:                # the kept labels of one node and half, dearest first
    Kept* item
    int64_t best[SLICES]          # best reward among those that can still begin in a slice of time
    int32_t count
    int32_t room


cdef struct Side:                 # the labelling of one direction
    int64_t* travel               # (m + 1) x (m + 1); node m is where this direction begins or ends
    int64_t* cost
    int32_t* slot                 # intervals of start times: [2 * node + half]
    int64_t* lo
    int64_t* hi
    int64_t begin
    int64_t earliest              # lunch
    int64_t latest_end
    Label* label
    uint64_t* memory              # ng memory, then parities of the cuts
    int64_t count
    int64_t room
    int32_t spare                 # first of the labels given back
    Shelf* shelf                  # [2 * node + half]
    int32_t* first                # buckets by time
    int32_t* last
    int64_t bucket_width


cdef inline int64_t start_from(Side* s, int j, int half, int64_t time) noexcept nogil:
    """Earliest start of a visit from `time` on, FAR when there is none."""
    cdef int k
    for k in range(s.slot[2 * j + half], s.slot[2 * j + half + 1]):
        if time <= s.hi[k]:
            return time if time > s.lo[k] else s.lo[k]
    return FAR


cdef class DayPricer:
    cdef Side side[2]
    cdef int m
    cdef int words                # of ng memory
    cdef int cuts                 # words of cut parities
    cdef int64_t lunch            # minutes, -1: none
    cdef int64_t day_begin
    cdef int64_t day_end
    cdef int64_t middle
    cdef int64_t unit
    cdef object layout            # owns the arrays that the sides point to
    cdef int64_t* duration
    cdef int64_t* profit
    cdef uint64_t* near           # [node][words]
    cdef uint64_t* member         # [node][cuts]
    cdef int64_t* penalty
    cdef volatile int stopped
    cdef Found* found
    cdef int found_count
    cdef int most
    cdef int64_t threshold
    cdef bint is_bounded
    cdef bint is_rough
    cdef int64_t room_limit
    cdef readonly object candidates
    cdef readonly int64_t best

    cdef int _load(self, profits, penalties, int64_t unit) except -1
    cdef int _lay_out(self, Side* s, direction) except -1
    cdef void _balance(self) noexcept
    cdef int _grown(self, Side* s) noexcept nogil
    cdef int _labelled(self, int f, bint is_rough, int64_t middle) noexcept nogil
    cdef int _dominated(self, Side* s, Label* new, uint64_t* own, bint is_rough) noexcept nogil
    cdef int _keep(self, int f, Side* s, int32_t at, bint is_rough) noexcept nogil
    cdef void _summarise(self, int f) noexcept nogil
    cdef int _extend(self, int f, Side* s, int32_t at, int64_t until) noexcept nogil
    cdef int _add(
        self, int f, Side* s, int32_t at, int j, int half, int64_t time, int64_t until
    ) noexcept nogil
    cdef int _joined(self) noexcept nogil
    cdef void _best_tail(
        self, int f, Found* route, Label* head, uint64_t* own, int32_t at, Shelf* shelf,
        int64_t reward, bint with_lunch, int64_t travel,
    ) noexcept nogil
    cdef bint _pays(self, int f, Label* head, uint64_t* own) noexcept nogil
    cdef void _record(self, Found route) noexcept nogil
