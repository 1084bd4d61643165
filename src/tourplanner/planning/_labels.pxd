# cython: language_level=3
"""Partial day routes as labels, the shelves that keep them, and a day walked in one direction."""

from libc.stdint cimport int32_t, int64_t, uint64_t

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
    int32_t stage                 # breaks taken
    int32_t walk                  # metres on foot
    int32_t prev
    int32_t after                 # next label of the same bucket


cdef struct Kept:                 # a label that nothing dominates
    int64_t reward
    int64_t time
    uint64_t memory               # first word
    int32_t label
    int32_t walk


cdef struct Pause:                # the breaks of a leg: their minutes, their earliest end, and
    int64_t length                # the last moment to begin the leg
    int64_t ready
    int64_t last


cdef struct Shelf:                # the kept labels of one node and stage, dearest first
    Kept* item
    int64_t best[SLICES]          # best reward among those that can still begin in a slice of time
    int32_t count
    int32_t room


cdef struct Side:                 # the labelling of one direction
    int64_t* travel               # (m + 1) x (m + 1); node m is where this direction begins or ends
    int64_t* cost
    int32_t* walk
    int32_t* slot                 # intervals of start times: [stages * node + stage]
    int64_t* lo
    int64_t* hi
    int64_t begin
    Pause* pause                  # [stages * stage before + stage after]
    int32_t* ahead                # most that can be earned after a visit, see _prospects
    Label* label
    uint64_t* memory              # ng memory, then parities of the cuts
    int64_t count
    int64_t room
    int32_t spare                 # first of the labels given back
    Shelf* shelf                  # [stages * node + stage]
    int32_t* first                # buckets by time
    int32_t* last
    int64_t bucket_width


cdef inline int64_t arrival(Pause* pause, int64_t time, int64_t travel) noexcept nogil:
    """When a leg with the breaks of `pause` ends that begins at `time`, FAR when it cannot."""
    if time > pause.last:
        return FAR
    time += travel + pause.length
    return time if time > pause.ready else pause.ready


cdef inline int64_t start_from(Side* s, int row, int64_t time) noexcept nogil:
    """Earliest start of a visit from `time` on in a row of `slot`, FAR when there is none."""
    cdef int k
    for k in range(s.slot[row], s.slot[row + 1]):
        if time <= s.hi[k]:
            return time if time > s.lo[k] else s.lo[k]
    return FAR


cdef inline void shelve(Side* s, Label* label, int32_t number) noexcept nogil:
    """Put a label at the end of the bucket of its time."""
    cdef int64_t bucket = (label[number].time - s.begin) // s.bucket_width
    label[number].after = NOBODY
    if s.first[bucket] == NOBODY:
        s.first[bucket] = number
    else:
        label[s.last[bucket]].after = number
    s.last[bucket] = number


cdef inline int64_t fined(
    uint64_t* own, uint64_t* other, int64_t* penalty, int words
) noexcept nogil:
    """What the cuts cost that are set in both."""
    cdef int64_t total = 0
    cdef uint64_t bits
    cdef int w
    for w in range(words):
        bits = own[w] & other[w]
        while bits:
            total += penalty[64 * w + tp_lowest_bit(bits)]
            bits &= bits - 1
    return total
