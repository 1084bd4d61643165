# cython: language_level=3
"""The fields of the pricer of a day, which the enumeration of its routes uses too."""

from libc.stdint cimport int32_t, int64_t, uint64_t

from tourplanner.planning._dearest cimport Found
from tourplanner.planning._labels cimport Label, Shelf, Side


cdef class DayPricer:
    cdef Side side[2]
    cdef int m
    cdef int words                # of ng memory
    cdef int cuts                 # words of cut parities
    cdef int stages               # breaks, and one
    cdef int64_t walk_limit       # metres
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
    cdef int shift                # `ahead` counts in 2 ** shift
    cdef bint has_prospects       # `ahead` holds for the prices
    cdef int64_t room_limit
    cdef readonly object candidates
    cdef readonly int64_t best
    cdef readonly int64_t ceiling
    cdef readonly bint is_full

    cdef int _load(self, profits, penalties, int64_t unit) except -1
    cdef int _lay_out(self, Side* s, direction) except -1
    cdef int _look_ahead(self) noexcept nogil
    cdef void _balance(self) noexcept
    cdef int _grown(self, Side* s) noexcept nogil
    cdef int _resized(self, Side* s, int64_t room) noexcept nogil
    cdef int _labelled(self, int f, bint is_rough, int64_t middle) noexcept nogil
    cdef bint _is_hopeless(
        self, int f, int32_t node, int stage, int64_t time, int64_t reward
    ) noexcept nogil
    cdef int _dominated(self, Side* s, Label* new, uint64_t* own, bint is_rough) noexcept nogil
    cdef int _keep(self, int f, Side* s, int32_t at, bint is_rough) noexcept nogil
    cdef void _summarise(self, int f) noexcept nogil
    cdef int _extend(self, int f, Side* s, int32_t at, int64_t until) noexcept nogil
    cdef int _add(
        self, int f, Side* s, int32_t at, int j, int stage, int64_t time, int64_t until
    ) noexcept nogil
    cdef int _joined(self) noexcept nogil
    cdef void _record(self, Found route) noexcept nogil
