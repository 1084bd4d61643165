# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The dearest routes of one day under given prices: ng-route labelling from both ends.

Rewards are int64 in units of the caller; times are minutes. Direction 0 walks from the day's
start, direction 1 from its end with times negated: windows, lunch and legs are symmetric.
"""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memmove, memset

from tourplanner.planning._dearest cimport Found, append, replace_top
from tourplanner.planning._joining cimport best_way_on, pays
from tourplanner.planning._labels cimport (
    BUCKETS, DONE, FAR, FULL, NOBODY, SLICES, STOPPED, Kept, Label, Pause, Shelf, Side, arrival,
    fined, shelve, start_from, tp_lowest_bit,
)
from tourplanner.planning._prospects cimport MOST_ENTRIES, look_ahead, prospect_shift

import numpy as np

cdef enum:
    MOST_LABELS = 2_200_000
    MOST_WORK = 250_000_000       # labels of a direction times nodes
    MOST_BYTES = 160_000_000      # of the labels of a direction
    KEPT_ROOM = 65_536            # labels whose memory stays between runs
    KEPT_SHELF = 1024


cdef class DayPricer:
    """Prices the routes of one day; candidates by their local number, see `candidates`."""

    def __cinit__(self, layout):
        cdef int64_t[::1] duration = layout.duration
        self.layout = layout
        self.candidates = layout.candidates
        self.m = len(layout.candidates)
        self.words = max(1, (self.m + 63) // 64)
        self.stages, self.walk_limit = layout.stages, layout.walk_limit
        self.day_begin, self.day_end = layout.begin, layout.end
        self.middle = (self.day_begin + self.day_end) // 2
        self.room_limit = min(MOST_LABELS, MOST_WORK // (self.m + 1))
        self.unit = 1
        self.duration = &duration[0]
        self.profit = <int64_t*>calloc(self.m + 1, sizeof(int64_t))
        self.near = <uint64_t*>calloc(<size_t>(self.m + 1) * self.words, sizeof(uint64_t))
        if self.profit == NULL or self.near == NULL:
            raise MemoryError
        self._lay_out(&self.side[0], layout.forward)
        self._lay_out(&self.side[1], layout.backward)

    cdef int _lay_out(self, Side* s, direction) except -1:
        cdef int64_t[:, ::1] travel = direction.travel, cost = direction.cost
        cdef int64_t[::1] lo = direction.lo, hi = direction.hi
        cdef int64_t[:, :, ::1] pause = direction.pause
        cdef int32_t[:, ::1] walk = direction.walk
        cdef int32_t[::1] slot = direction.slot
        cdef int k, n = self.stages
        s.travel, s.cost = &travel[0, 0], &cost[0, 0]
        s.slot, s.lo, s.hi, s.walk = &slot[0], &lo[0], &hi[0], &walk[0, 0]
        s.begin = direction.begin
        s.shelf = <Shelf*>calloc((self.m + 1) * self.stages, sizeof(Shelf))
        s.pause = <Pause*>malloc(self.stages * self.stages * sizeof(Pause))
        s.first = <int32_t*>malloc(BUCKETS * sizeof(int32_t))
        s.last = <int32_t*>malloc(BUCKETS * sizeof(int32_t))
        s.bucket_width = (self.day_end - self.day_begin) // BUCKETS + 1
        s.room = 4096
        s.label = <Label*>malloc(s.room * sizeof(Label))
        s.memory = <uint64_t*>malloc(s.room * self.words * sizeof(uint64_t))
        if NULL in (s.shelf, s.pause, s.first, s.last, s.label, s.memory):
            raise MemoryError
        for k in range(n * n):
            s.pause[k] = Pause(
                pause[k // n, k % n, 0], pause[k // n, k % n, 1], pause[k // n, k % n, 2]
            )
        return 0

    def __dealloc__(self):
        cdef int f, k
        for f in range(2):
            free(self.side[f].label)
            free(self.side[f].memory)
            free(self.side[f].first)
            free(self.side[f].last)
            free(self.side[f].pause)
            free(self.side[f].ahead)
            if self.side[f].shelf != NULL:
                for k in range((self.m + 1) * self.stages):
                    free(self.side[f].shelf[k].item)
                free(self.side[f].shelf)
        free(self.profit)
        free(self.near)
        free(self.member)
        free(self.penalty)
        free(self.found)

    def remember(self, near):
        """Set the ng-sets: near[i, j] true where node i remembers a visit of j; shape (m, m)."""
        cdef uint8_t[:, :] table = np.ascontiguousarray(near, dtype=np.uint8)
        cdef int i, j
        memset(self.near, 0, <size_t>self.m * self.words * sizeof(uint64_t))
        for i in range(self.m):
            for j in range(self.m):
                if table[i, j] or i == j:
                    self.near[i * self.words + j // 64] |= (<uint64_t>1) << (j % 64)

    def set_cuts(self, members):
        """Set the cuts: each a list of local nodes; a route pays for every second visit of it."""
        cdef int words = (len(members) + 63) // 64, c, f
        cdef Side* s
        free(self.member)
        free(self.penalty)
        self.member = <uint64_t*>calloc(<size_t>(self.m + 1) * words + 1, sizeof(uint64_t))
        self.penalty = <int64_t*>calloc(64 * words + 1, sizeof(int64_t))
        if self.member == NULL or self.penalty == NULL:
            raise MemoryError
        for c, nodes in enumerate(members):
            for u in nodes:
                self.member[<int>u * words + c // 64] |= (<uint64_t>1) << (c % 64)
        if words != self.cuts:
            self.cuts = words
            for f in range(2):
                s = &self.side[f]
                free(s.memory)
                s.memory = <uint64_t*>malloc(s.room * (self.words + words) * sizeof(uint64_t))
                if s.memory == NULL:
                    raise MemoryError

    def stop(self):
        """End a run of `price` in another thread."""
        self.stopped = 1

    def price(
        self, profits, penalties, int64_t unit, int64_t floor, int most, bint is_rough, double share
    ):
        """Find routes worth more than `floor`, `most` at most; False when stopped or `is_full`.

        `profits` has one reward per local node, `penalties` one per cut, a leg costs `unit`
        times its cost. No route is worth more than `ceiling`, nor more than `best` after an
        exact run (not `is_rough`) that returned True. Beginnings are dropped that cannot come
        above a `share` of the way from `floor` up to `ceiling`, which `best` then cannot go
        below.
        """
        cdef int status
        self._load(profits, penalties, unit)
        if most != self.most:
            free(self.found)
            self.found = <Found*>malloc((most + 1) * sizeof(Found))
            self.most = 0 if self.found == NULL else most
        self.found_count = 0
        self.threshold = self.best = floor
        self.is_bounded = False
        with nogil:
            status = self._look_ahead()
            if status == DONE and self.ceiling > floor:
                if share > 0 and self.has_prospects:
                    self.threshold = floor + <int64_t>(share * (self.ceiling - floor))
                    if not is_rough:
                        self.best = self.threshold
                status = self._labelled(0, is_rough, self.middle)
                if status == DONE:
                    status = self._labelled(1, is_rough, self.middle)
                self.threshold = floor
                if status == DONE:
                    status = self._joined()
        self.is_full = status == FULL
        if status == DONE and not is_rough:
            self._balance()
        return status == DONE

    cdef int _load(self, profits, penalties, int64_t unit) except -1:
        cdef int64_t[::1] profit = np.ascontiguousarray(profits, dtype=np.int64)
        cdef int64_t[::1] penalty = np.ascontiguousarray(penalties, dtype=np.int64)
        cdef int i
        for i in range(self.m):
            self.profit[i] = profit[i]
        self.profit[self.m] = 0
        for i in range(penalty.shape[0]):
            self.penalty[i] = penalty[i]
        self.unit = unit
        self.stopped = 0
        return 0

    def routes(self):
        """The routes found, dearest first, as (value, local nodes in order)."""
        cdef int k
        cdef int32_t at
        result = []
        for k in range(self.found_count):
            nodes = []
            at = self.found[k].head
            while at > 0:
                nodes.append(self.side[0].label[at].node)
                at = self.side[0].label[at].prev
            nodes.reverse()
            at = self.found[k].tail
            while at > 0:
                nodes.append(self.side[1].label[at].node)
                at = self.side[1].label[at].prev
            result.append((self.found[k].value, tuple(nodes)))
        result.sort(reverse=True)
        return result

    cdef int _look_ahead(self) noexcept nogil:
        """Learn what each visit can be followed by at most, unless the day is too long for it."""
        cdef int64_t stride = 64, minutes = self.day_end - self.day_begin, other
        cdef int j, status
        self.has_prospects = False
        self.ceiling = FAR
        for j in range(self.m):
            if self.duration[j] < stride:
                stride = self.duration[j]
        if stride < 1 or (minutes + 1) * (self.m + 1) * self.stages > MOST_ENTRIES:
            return DONE
        self.shift = prospect_shift(self.profit, self.m, minutes // stride + 2)
        status = look_ahead(
            &self.side[0], &self.side[1], self.m, self.stages, <int>minutes, <int>stride,
            self.shift, self.duration, self.profit, self.unit, &self.stopped, &other,
        )
        if status == DONE:
            status = look_ahead(
                &self.side[1], &self.side[0], self.m, self.stages, <int>minutes, <int>stride,
                self.shift, self.duration, self.profit, self.unit, &self.stopped, &self.ceiling,
            )
        if status == DONE:
            self.has_prospects = True
            self.ceiling = min(self.ceiling, other)
        return status

    cdef void _balance(self) noexcept:
        """Move the meeting point towards the side with fewer labels."""
        cdef int64_t a = self.side[0].count, b = self.side[1].count
        cdef int64_t step = (self.day_end - self.day_begin) // 40
        if 4 * a > 5 * b:
            self.middle -= step
        elif 4 * b > 5 * a:
            self.middle += step

    cdef int _grown(self, Side* s) noexcept nogil:
        cdef int64_t size = (self.words + self.cuts) * sizeof(uint64_t)
        cdef int64_t most = min(self.room_limit, MOST_BYTES // (size + <int64_t>sizeof(Label)))
        if s.room >= most:
            return FULL
        return self._resized(s, min(2 * s.room, most))

    cdef int _resized(self, Side* s, int64_t room) noexcept nogil:
        cdef int64_t size = (self.words + self.cuts) * sizeof(uint64_t)
        cdef void* moved = realloc(s.label, room * sizeof(Label))
        if moved == NULL:
            return FULL
        s.label = <Label*>moved
        moved = realloc(s.memory, room * size)
        if moved == NULL:
            return FULL
        s.memory = <uint64_t*>moved
        s.room = room
        return DONE

    def trim(self):
        """Give back the memory of a large run; `routes` is then empty."""
        cdef int f, k
        cdef Shelf* shelf
        self.found_count = 0
        self.has_prospects = False
        for f in range(2):
            free(self.side[f].ahead)
            self.side[f].ahead = NULL
            if self.side[f].room > KEPT_ROOM:
                self._resized(&self.side[f], KEPT_ROOM)
            for k in range((self.m + 1) * self.stages):
                shelf = &self.side[f].shelf[k]
                if shelf.room > KEPT_SHELF:
                    free(shelf.item)
                    shelf[0].item, shelf[0].room, shelf[0].count = NULL, 0, 0

    cdef int _labelled(self, int f, bint is_rough, int64_t middle) noexcept nogil:
        """All partial routes of a direction up to the middle; those that pay if `is_bounded`."""
        cdef Side* s = &self.side[f]
        cdef int bucket, k, kept, state
        cdef int32_t at, then
        cdef int64_t until = middle if f == 0 else -middle
        self.is_rough = is_rough
        for bucket in range(BUCKETS):
            s.first[bucket] = NOBODY
        for k in range((self.m + 1) * self.stages):
            s.shelf[k].count = 0
        memset(s.memory, 0, (self.words + self.cuts) * sizeof(uint64_t))
        s.label[0] = Label(0, s.begin, self.m, 0, 0, NOBODY, NOBODY)
        s.count = 1
        s.spare = NOBODY
        if self._keep(f, s, 0, is_rough) == FULL:
            return FULL
        state = self._extend(f, s, 0, until)
        for bucket in range(BUCKETS):
            at = s.first[bucket]
            while at != NOBODY:
                if self.stopped:
                    return STOPPED
                if state != DONE:
                    return state
                kept = self._keep(f, s, at, is_rough)
                if kept == FULL:
                    return FULL
                if kept == DONE and (f == 0 or s.label[at].time < until):
                    state = self._extend(f, s, at, until)
                then = s.label[at].after
                if kept == STOPPED:
                    s.label[at].after = s.spare
                    s.spare = at
                at = then
        self._summarise(f)
        return state

    cdef void _summarise(self, int f) noexcept nogil:
        """Note on each shelf the best that can be had from a moment on."""
        cdef Side* s = &self.side[f]
        cdef int64_t slice_width = (self.day_end - self.day_begin) // SLICES + 1
        cdef Shelf* shelf
        cdef int64_t at
        cdef int k, n
        for k in range((self.m + 1) * self.stages):
            shelf = &s.shelf[k]
            for n in range(SLICES):
                shelf.best[n] = -FAR
            for n in range(shelf.count):
                at = (shelf.item[n].time - s.begin) // slice_width
                if shelf.item[n].reward > shelf.best[at]:
                    shelf.best[at] = shelf.item[n].reward
            for n in range(1, SLICES):
                if shelf.best[n - 1] > shelf.best[n]:
                    shelf.best[n] = shelf.best[n - 1]

    cdef bint _is_hopeless(
        self, int f, int32_t node, int stage, int64_t time, int64_t reward
    ) noexcept nogil:
        """Whether no way on, even without memory, lifts a label over the threshold."""
        cdef int64_t at
        if not self.has_prospects:
            return False
        at = (<int64_t>stage * self.m + node) * (self.day_end - self.day_begin + 1)
        at += time - self.side[f].begin
        return reward + self.side[f].ahead[at] * (<int64_t>1 << self.shift) <= self.threshold

    cdef int _dominated(self, Side* s, Label* new, uint64_t* own, bint is_rough) noexcept nogil:
        """-1 when a kept label is as good in every way, else the place on the shelf."""
        cdef Shelf* shelf = &s.shelf[self.stages * new.node + new.stage]
        cdef int width = self.words + self.cuts, k, w
        cdef uint64_t* other
        cdef uint64_t bits
        cdef int64_t spare
        cdef Kept* kept
        for k in range(shelf.count):
            kept = &shelf.item[k]
            if kept.reward < new.reward:
                return k
            if kept.time > new.time or kept.walk > new.walk:
                continue
            if is_rough:
                return -1
            if kept.memory & ~own[0]:
                continue
            other = s.memory + <int64_t>kept.label * width
            spare = kept.reward - new.reward
            for w in range(1, self.words):
                if other[w] & ~own[w]:
                    spare = -1
                    break
            for w in range(self.words, width):
                bits = other[w] & ~own[w]
                while bits and spare >= 0:
                    spare -= self.penalty[64 * (w - self.words) + tp_lowest_bit(bits)]
                    bits &= bits - 1
            if spare >= 0:
                return -1
        return shelf.count

    cdef int _keep(self, int f, Side* s, int32_t at, bint is_rough) noexcept nogil:
        """Put a label on its shelf; STOPPED when a kept one is as good in every way."""
        cdef Label* new = &s.label[at]
        cdef Shelf* shelf = &s.shelf[self.stages * new.node + new.stage]
        cdef uint64_t* own = s.memory + <int64_t>at * (self.words + self.cuts)
        cdef int place = self._dominated(s, new, own, is_rough)
        cdef void* moved
        if place < 0:
            return STOPPED
        if self.is_bounded and at > 0 and not pays(self, f, new, own):
            return STOPPED
        if shelf.count == shelf.room:
            moved = realloc(shelf.item, (2 * shelf.room + 16) * sizeof(Kept))
            if moved == NULL:
                return FULL
            shelf.item = <Kept*>moved
            shelf.room = 2 * shelf.room + 16
        memmove(
            &shelf.item[place + 1], &shelf.item[place], (shelf.count - place) * sizeof(Kept)
        )
        shelf.item[place] = Kept(new.reward, new.time, own[0], at, new.walk)
        shelf.count += 1
        return DONE

    cdef int _extend(self, int f, Side* s, int32_t at, int64_t until) noexcept nogil:
        """Add every visit that can follow a label."""
        cdef int width = self.words + self.cuts, i = s.label[at].node, m = self.m, j, stage
        cdef int before = s.label[at].stage
        cdef int64_t time = s.label[at].time, start
        cdef int64_t row = <int64_t>i * (m + 1)
        for stage in range(before, self.stages):
            if time > s.pause[before * self.stages + stage].last:
                break
            for j in range(m):
                if j == i:
                    continue
                if s.memory[<int64_t>at * width + j // 64] >> (j % 64) & 1:
                    continue
                start = arrival(&s.pause[before * self.stages + stage], time, s.travel[row + j])
                start = start_from(s, self.stages * j + stage, start)
                if start < FAR:
                    if self._add(f, s, at, j, stage, start + self.duration[j], until) != DONE:
                        return FULL
        return DONE

    cdef int _add(
        self, int f, Side* s, int32_t at, int j, int stage, int64_t time, int64_t until
    ) noexcept nogil:
        cdef int width = self.words + self.cuts, w
        cdef uint64_t* old
        cdef uint64_t* new
        cdef int64_t leg = <int64_t>s.label[at].node * (self.m + 1) + j, reward, walk
        cdef int32_t number, spare
        if f == 0 and time > until:
            return DONE
        if time - s.begin > self.day_end - self.day_begin:
            return DONE
        walk = <int64_t>s.label[at].walk + s.walk[leg]
        if walk > self.walk_limit:
            return DONE
        reward = s.label[at].reward - self.unit * s.cost[leg] + self.profit[j]
        if reward > FAR or reward < -FAR:
            return FULL
        if self._is_hopeless(f, j, stage, time, reward):
            return DONE
        if s.spare == NOBODY and s.count == s.room and self._grown(s) != DONE:
            return FULL
        number = <int32_t>s.count if s.spare == NOBODY else s.spare
        old = s.memory + <int64_t>at * width
        new = s.memory + <int64_t>number * width
        reward -= fined(
            old + self.words, self.member + <int64_t>j * self.cuts, self.penalty, self.cuts
        )
        for w in range(self.words):
            new[w] = old[w] & self.near[<int64_t>j * self.words + w]
        new[j // 64] |= (<uint64_t>1) << (j % 64)
        for w in range(self.cuts):
            new[self.words + w] = old[self.words + w] ^ self.member[<int64_t>j * self.cuts + w]
        spare = s.label[number].after if s.spare != NOBODY else NOBODY
        s.label[number] = Label(reward, time, j, stage, <int32_t>walk, at, spare)
        if self.is_rough and self._dominated(s, &s.label[number], new, True) < 0:
            return DONE
        if s.spare == NOBODY:
            s.count += 1
        s.spare = spare
        shelve(s, s.label, number)
        return DONE

    cdef int _joined(self) noexcept nogil:
        """Join every front part with the back parts that fit behind it."""
        cdef Side* a = &self.side[0]
        cdef int row, k
        cdef int32_t at
        cdef Found route
        for row in range((self.m + 1) * self.stages):
            for k in range(a.shelf[row].count):
                if self.stopped:
                    return STOPPED
                at = a.shelf[row].item[k].label
                route = Found(self.threshold, NOBODY, NOBODY)
                best_way_on(
                    self, 0, &route, &a.label[at],
                    a.memory + <int64_t>at * (self.words + self.cuts), at, False,
                )
                if route.head != NOBODY:
                    self._record(route)
        return DONE

    cdef void _record(self, Found route) noexcept nogil:
        """Keep a route among the `most` dearest."""
        if route.value > self.best:
            self.best = route.value
        if self.found_count < self.most:
            append(self.found, self.found_count, route)
            self.found_count += 1
        elif self.most > 0:
            replace_top(self.found, self.most, route)
        if self.found_count == self.most:
            self.threshold = self.found[0].value if self.most > 0 else self.best
