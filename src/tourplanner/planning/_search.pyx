# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The search as an object: ruin and recreate with annealing, without the interpreter lock."""

from libc.math cimport log
from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t, uint64_t

from tourplanner.planning._chains cimport keeps_lags, loosen, put_chains
from tourplanner.planning._draft cimport (
    Draft, accept, adds, allowed, begin, close_gaps, copy_day, count, keep_best, leave, mend,
    objective, put, reject, renew, return_to_best, touch,
)
from tourplanner.planning._gaps cimport overwalk, shortfall, weigh_swaps
from tourplanner.planning._ground cimport NOWHERE, Day, Ground, Place, far, is_open, uniform
from tourplanner.planning._recreate cimport fill, invite, recreate
from tourplanner.planning._ruin cimport ruin
from tourplanner.planning._state cimport find_place, keeps_limits, start_between
from tourplanner.planning._survey cimport Survey, nobody

import numpy as np


cdef void step(Draft* s, double temperature) noexcept nogil:
    """One ruin, one recreation, one decision."""
    cdef int64_t value
    cdef int i
    begin(s)
    ruin(s)
    s.power = s.habits.least_power + s.habits.power_range * uniform(&s.rng)
    s.waiting = s.habits.most_waiting * uniform(&s.rng)
    if s.habits.price_minutes > 0:
        s.price_minutes = s.habits.price_minutes * uniform(&s.rng)
    s.is_modest = uniform(&s.rng) < s.habits.modest_chance
    s.loss = 0
    if s.g.most_loss > 0 and uniform(&s.rng) < s.habits.loss_chance:
        s.loss = <int64_t>(s.g.most_loss * uniform(&s.rng))
    put_chains(s, s.habits.chain_chance, True)
    recreate(s, s.habits.blink)
    value = objective(s)
    for i in range(s.touched_count):
        if not keeps_limits(&s.day[s.touched_days[i]]):
            reject(s)
            return
    if value > s.best_objective:
        s.loss = 0
        s.is_modest = False
        recreate(s, 0)
        keep_best(s)
        value = s.best_objective
    if value >= s.accepted + temperature * log(uniform(&s.rng) + 1e-300):
        s.accepted = value
        accept(s)
    else:
        reject(s)


cdef class Search:
    """The current plan and the best one.

    Deterministic: the same prepared problem, seed and calls give the same plans.
    """

    cdef Draft s
    cdef list memory
    cdef int round_
    cdef readonly long long iterations

    def __init__(self, prepared, uint64_t seed, frozen_days=()):
        cdef int d, n = prepared.candidate_count, days = len(prepared.problem.days)
        cdef Draft* s = &self.s
        self.memory = []
        self._lay_ground(prepared, n, days)
        self._lay_kinds(prepared, n)
        s.rng = seed
        s.day = self._new_days()
        s.kept = self._new_days()
        s.best = self._new_days()
        s.where = <int32_t*>self._take(np.full(n, NOWHERE, np.int32))
        s.chosen_start = <int32_t*>self._take(np.zeros(n, np.int32))
        s.fixed = <uint8_t*>self._take(np.zeros(n, np.uint8))
        s.frozen = <uint8_t*>self._take(np.zeros(days, np.uint8))
        s.touched = <uint8_t*>self._take(np.zeros(days, np.uint8))
        s.touched_days = <int32_t*>self._take(np.zeros(days, np.int32))
        s.group_use = <int32_t*>self._take(np.zeros(prepared.group_count, np.int32))
        s.chain_steps = len(prepared.chain_step)
        s.kept_after = <int64_t*>self._take(np.zeros(s.chain_steps, np.int64))
        s.kept_before = <int64_t*>self._take(np.zeros(s.chain_steps, np.int64))
        s.best_after = <int64_t*>self._take(np.zeros(s.chain_steps, np.int64))
        s.best_before = <int64_t*>self._take(np.zeros(s.chain_steps, np.int64))
        self._lay_survey(prepared.survey, n, days)
        s.best_objective = -far()
        self._settle_habits(prepared, n)
        for d in frozen_days:
            self._know(d, 0)
            s.frozen[d] = 1
        for d in range(days):
            s.day[d].length = 2
            s.day[d].stop[0] = n + d
            s.day[d].stop[1] = n + days + d
            renew(s, d)

    cdef void* _take(self, array):
        """The memory of an array, kept alive with the search."""
        kept = np.ascontiguousarray(array)
        if kept.size == 0:
            kept = np.zeros(1, kept.dtype)
        self.memory.append(kept)
        return <void*><size_t>kept.ctypes.data

    def _lay_ground(self, prepared, int n, int days):
        cdef Ground* g = &self.s.g
        g.n, g.days, g.size = n, days, n + 2 * days
        g.leg_out = <int32_t*>self._take(prepared.leg_out)
        g.leg_in = <int32_t*>self._take(prepared.leg_in)
        g.cost_out = <int32_t*>self._take(prepared.cost_out)
        g.cost_in = <int32_t*>self._take(prepared.cost_in)
        g.duration = <int32_t*>self._take(prepared.duration)
        g.value = <int64_t*>self._take(prepared.value)
        g.price = <int64_t*>self._take(prepared.price)
        g.first_slot = <int32_t*>self._take(prepared.first_slot)
        g.slot = <int32_t*>self._take(prepared.slot)
        g.lo = <int64_t*>self._take(prepared.lo)
        g.hi = <int64_t*>self._take(prepared.hi)
        g.day_start = <int64_t*>self._take(prepared.day_start)
        g.day_end = <int64_t*>self._take(prepared.day_end)
        g.phases = <int32_t*>self._take(prepared.phases)
        g.first_phase = <int32_t*>self._take(prepared.first_phase)
        g.rest = <int64_t*>self._take(prepared.rest)
        g.over = <int64_t*>self._take(prepared.over)
        g.lunch = <int64_t*>self._take(np.array(
            [day.breaks[0].duration if day.breaks else -1 for day in prepared.problem.days]))
        g.lunch_over = <int64_t*>self._take(prepared.over[prepared.first_phase + 1])
        g.neighbours = <int32_t*>self._take(prepared.neighbours)
        g.neighbour_count = prepared.neighbours.shape[1]
        g.chains = len(prepared.problem.chains)
        g.chain_of = <int32_t*>self._take(prepared.chain_of)
        g.chain_offset = <int32_t*>self._take(prepared.chain_offset)
        g.chain_step = <int32_t*>self._take(prepared.chain_step)
        g.min_lag = <int64_t*>self._take(prepared.min_lag)
        g.max_lag = <int64_t*>self._take(prepared.max_lag)
        g.group_offset = <int32_t*>self._take(prepared.group_offset)
        g.group = <int32_t*>self._take(prepared.group)
        g.walk_limit = <int64_t*>self._take(prepared.walk_limit)
        g.walk_out = <int32_t*>self._take(prepared.walk_out)
        g.walk_in = <int32_t*>self._take(prepared.walk_in)
        g.budget = prepared.budget
        g.bonus = prepared.bonus
        g.demanded = <uint8_t*>self._take(np.array(
            [site.is_demanded for site in prepared.problem.candidates], np.uint8))
        g.need = <int64_t*>self._take(prepared.need)
        worth = (prepared.duration[:n] + 20.0) / np.maximum(prepared.value, 1)
        g.cost_worth = <float*>self._take(worth.astype(np.float32))
        g.after = <int64_t*>self._take(np.full(n, -far()))
        g.before = <int64_t*>self._take(np.full(n, far()))

    def _lay_survey(self, tables, int n, int days):
        cdef Survey* v = &self.s.survey
        v.shift, v.least_need = tables.shift, tables.least_need
        v.into = <int16_t*>self._take(tables.into)
        v.out = <int16_t*>self._take(tables.out)
        v.first = <int16_t*>self._take(tables.first)
        v.last = <int16_t*>self._take(tables.last)
        v.least = <int16_t*>self._take(np.zeros(n * days, np.int16))
        v.best = <int16_t*>self._take(np.zeros(n, np.int16))
        v.open_days = <int32_t*>self._take(np.zeros(days, np.int32))
        v.duration = <float*>self._take(tables.duration)
        v.extra = <float*>self._take(np.ones(n, np.float32))
        v.appeal = <float*>self._take(np.zeros(n, np.float32))
        v.fall = <float*>self._take(np.zeros(n, np.float32))
        v.rate = <int32_t*>self._take(np.zeros(n, np.int32))

    def _lay_kinds(self, prepared, int n):
        cdef Ground* g = &self.s.g
        g.kinds = len(prepared.problem.kinds)
        g.kind_of = <int32_t*>self._take(prepared.kind_of)
        g.kind_offset = <int32_t*>self._take(prepared.kind_offset)
        g.kind_member = <int32_t*>self._take(prepared.kind_member)
        g.kind_rank = <int32_t*>self._take(prepared.kind_rank)
        g.kind_value = <int64_t*>self._take(prepared.kind_value)
        g.percent_offset = <int32_t*>self._take(prepared.percent_offset)
        g.percent = <int64_t*>self._take(prepared.percent)
        members = len(prepared.kind_member)
        self.s.kinds.made = <int32_t*>self._take(np.zeros(members, np.int32))
        self.s.kinds.made_count = <int32_t*>self._take(np.zeros(g.kinds, np.int32))
        self.s.kinds.total = <int64_t*>self._take(np.zeros(g.kinds, np.int64))
        self.s.kinds.is_stale = <uint8_t*>self._take(np.ones(g.kinds, np.uint8))
        self.s.kinds.shift = <int64_t*>self._take(np.zeros(members + g.kinds, np.int64))
        self.s.kinds.adds = <int64_t*>self._take(prepared.value.copy())

    cdef Day* _new_days(self):
        cdef int d, u, room
        cdef Day* days = <Day*>self._take(np.zeros(self.s.g.days * sizeof(Day), np.uint8))
        for d in range(self.s.g.days):
            room = 2
            for u in range(self.s.g.n):
                room += is_open(&self.s.g, u, d)
            days[d].number = d
            days[d].phases = self.s.g.phases[d]
            days[d].walk_limit = self.s.g.walk_limit[d]
            days[d].is_plain = days[d].phases == 2 and days[d].walk_limit == far()
            if days[d].walk_limit < far():
                days[d].walk = <int32_t*>self._take(np.zeros(room, np.int32))
            days[d].stop = <int32_t*>self._take(np.zeros(room, np.int32))
            days[d].leg = <int32_t*>self._take(np.zeros(room, np.int32))
            days[d].cost = <int32_t*>self._take(np.zeros(room, np.int32))
            days[d].early = <int64_t*>self._take(np.zeros(days[d].phases * room, np.int64))
            days[d].late = <int64_t*>self._take(np.zeros(days[d].phases * room, np.int64))
            days[d].room = <int64_t*>self._take(np.zeros(room, np.int64))
        return days

    def _settle_habits(self, prepared, int n):
        """Settings tuned on generated tours of 20 to 1000 sites and on TOPTW: docs/planning.md."""
        sites = prepared.problem.candidates
        scores = prepared.value - prepared.bonus * np.array(
            [site.is_demanded for site in sites], np.int64)
        minutes = prepared.duration[:n] + 20.0
        mean = max(1.0, float(scores.mean())) if n else 1.0
        daring = 4 if n <= 40 else 1             # few sites leave iterations to spare
        costs_count = bool(prepared.cost_out.any())
        share = 0.2 if costs_count else 0.5      # scores alone differ by steps, not by degrees
        self.s.habits.hot = mean * share * min(1.0, 800.0 / max(n, 1))
        self.s.habits.cold = mean * (0.015 if costs_count else 0.01)
        self.s.habits.rounds = 2
        self.s.habits.strings = 0.4
        self.s.habits.near = 0.35
        self.s.habits.longest_string = 5
        self.s.habits.string_share = 0.25
        self.s.habits.most_days = 3
        self.s.habits.most_share = 0.2
        self.s.habits.most_near = 7
        self.s.habits.blink = 0.06
        self.s.habits.day_blink = 0.02 * daring if self.s.g.days > 1 else 0.0
        self.s.habits.modest_chance = 0.06 * daring
        self.s.habits.least_power = 0.7
        self.s.habits.power_range = 1.5
        self.s.habits.chain_chance = 0.8
        self.s.habits.loss_chance = 0.03 * daring
        if costs_count:
            self.s.g.most_loss = <int64_t>(mean + 2 * prepared.cost_out.mean())
        self.s.habits.most_waiting = 0.49
        self.s.habits.minute_cost = prepared.survey.minute_cost
        if prepared.problem.budget is not None and prepared.price.sum() > 0:
            self.s.habits.price_minutes = 2 * minutes.sum() / prepared.price.sum()
        self.s.power = 1.5
        self.s.waiting = 0.3

    def load_frozen(self, int d, candidates):
        """Count these visits as made on frozen day d."""
        cdef Draft* s = &self.s
        cdef int u
        for u in candidates:
            self._know(d, u)
            if s.where[u] != NOWHERE:
                raise ValueError(f"candidate {u} is visited twice")
            s.where[u] = d
            s.fixed[u] = 1
            count(s, u, 1)

    def load(self, int d, visits):
        """Give the empty day d these visits (candidate, start), steps of chains at their very starts.

        What no longer fits is left out. Raises IndexError for what the problem does not have.
        """
        cdef Draft* s = &self.s
        cdef int u
        cdef int64_t start
        self._know(d, 0)
        for u, start in visits:
            self._know(d, u)
        touch(s, d)
        for u, start in visits:
            if s.where[u] == NOWHERE and allowed(s, u) and is_open(&s.g, u, d):
                self._append(d, u, start)
        renew(s, d)
        if keeps_limits(&s.day[d]):
            return
        for u, start in visits:
            if s.where[u] == d:
                self._forget(u)
        s.day[d].stop[1] = s.day[d].stop[s.day[d].length - 1]
        s.day[d].length = 2
        renew(s, d)
        for u, start in visits:
            if s.where[u] == NOWHERE and allowed(s, u) and is_open(&s.g, u, d):
                self._append_if_it_fits(d, u, start)

    def _know(self, int d, int u):
        """Raises IndexError for a day or a candidate that the problem does not have."""
        if not 0 <= d < self.s.g.days:
            raise IndexError(f"there is no day {d}")
        if not 0 <= u < max(self.s.g.n, 1):
            raise IndexError(f"there is no candidate {u}")

    cdef void _append(self, int d, int u, int64_t start):
        """Put u last on day d, without labels."""
        cdef Draft* s = &self.s
        cdef Day* y = &s.day[d]
        self._hold_step(u, start)
        y.stop[y.length] = y.stop[y.length - 1]
        y.stop[y.length - 1] = u
        y.length += 1
        s.where[u] = d
        count(s, u, 1)

    cdef void _append_if_it_fits(self, int d, int u, int64_t start):
        cdef Draft* s = &self.s
        cdef int64_t arrival
        cdef int k = s.day[d].length - 2
        self._hold_step(u, start)
        if start_between(&s.g, &s.day[d], u, k, 0, &arrival) < far():
            put(s, u, d, k)
        else:
            s.g.after[u] = -far()
            s.g.before[u] = far()

    cdef void _hold_step(self, int u, int64_t start):
        if self.s.g.chain_of[u] >= 0:
            self.s.g.after[u] = start
            self.s.g.before[u] = start

    cdef void _forget(self, int u):
        cdef Draft* s = &self.s
        s.where[u] = NOWHERE
        s.g.after[u] = -far()
        s.g.before[u] = far()
        count(s, u, -1)

    def settle_chains(self):
        """After loading: take out broken chains, hold those that a frozen day shares."""
        cdef Draft* s = &self.s
        cdef int c, x, first, end, present, held
        for c in range(s.g.chains):
            first, end = s.g.chain_offset[c], s.g.chain_offset[c + 1]
            present = held = 0
            for x in range(first, end):
                present += s.where[s.g.chain_step[x]] != NOWHERE
                held += s.fixed[s.g.chain_step[x]]
            if held:
                for x in range(first, end):
                    s.fixed[s.g.chain_step[x]] = 1
            elif present and not (present == end - first and keeps_lags(s, first, end)):
                for x in range(first, end):
                    leave(s, s.g.chain_step[x])
            elif present:
                loosen(s, first, end)
        close_gaps(s)
        mend(s)
        accept(s)

    def construct(self):
        """The first plan, on top of what is loaded: demanded visits, chains, then the rest."""
        cdef Draft* s = &self.s
        cdef int u
        with nogil:
            begin(s)
            for u in range(s.g.n):
                s.survey.appeal[u] = nobody()
                if s.g.demanded[u] and s.where[u] == NOWHERE and s.g.chain_of[u] < 0:
                    invite(s, u)
            fill(s, 0)
            put_chains(s, 1, False)
            recreate(s, 0)
            keep_best(s)
            s.accepted = s.best_objective
            accept(s)

    def run(self, long long count, double offset, long long first, double pace):
        """Make `count` iterations; the i-th is at offset + (first + i) * pace of the schedule.

        True when the best plan changed.
        """
        cdef Draft* s = &self.s
        cdef long long i
        cdef int64_t before = s.best_objective
        cdef double phase
        with nogil:
            for i in range(count):
                phase = (offset + (first + i) * pace) * s.habits.rounds
                if <int>phase != self.round_:
                    self.round_ = <int>phase
                    return_to_best(s)
                phase -= self.round_
                step(s, s.habits.hot * (1 - phase) + s.habits.cold)
        self.iterations += count
        return s.best_objective > before

    def adopt(self, Search other):
        """Go on from the best plan of another search of the same problem and frozen days."""
        cdef Draft* s = &self.s
        cdef int d, x
        for d in range(s.g.days):
            copy_day(&s.best[d], &other.s.best[d])
            s.versions += 1
            s.best[d].version = s.versions
        for x in range(s.chain_steps):
            s.best_after[x] = other.s.best_after[x]
            s.best_before[x] = other.s.best_before[x]
        s.best_objective = other.s.best_objective
        return_to_best(s)

    def shortfalls(self):
        """Minutes by which each candidate is too long for each day of the current plan.

        Shape (candidates, days); 0 where it fits, -1 where no shorter visit would.
        """
        cdef int64_t found
        cdef int u, d
        table = np.full((self.s.g.n, self.s.g.days), -1, np.int64)
        cdef int64_t[:, ::1] cell = table
        for u in range(self.s.g.n):
            for d in range(self.s.g.days):
                found = shortfall(&self.s.g, &self.s.day[d], u)
                if found < far():
                    cell[u, d] = found
        return table

    def overwalks(self):
        """Metres by which each candidate breaks the walking limit of each day of the plan.

        Shape (candidates, days); the least of all positions with enough time, 0 where there is
        none.
        """
        cdef int u, d
        table = np.zeros((self.s.g.n, self.s.g.days), np.int64)
        cdef int64_t[:, ::1] cell = table
        for u in range(self.s.g.n):
            for d in range(self.s.g.days):
                cell[u, d] = overwalk(&self.s.g, &self.s.day[d], u)
        return table

    def additions(self):
        """What putting each candidate outside would change in the objective, at best.

        Shape (candidates,); -2^60 where it does not fit the current plan.
        """
        cdef Draft* s = &self.s
        cdef Place p
        cdef int u, d
        gains = np.full(s.g.n + 1, -far(), np.int64)
        cdef int64_t[::1] gain = gains
        for u in range(s.g.n):
            for d in range(s.g.days):
                if s.where[u] != NOWHERE or not is_open(&s.g, u, d):
                    continue
                find_place(&s.g, &s.day[d], u, s.waiting, &p)
                if p.position >= 0:
                    gain[u] = max(gain[u], adds(s, u) - p.cost)
        return gains[: s.g.n]

    def swaps(self):
        """For each candidate outside, the optional visit it could best replace, and the gain.

        Two arrays of shape (candidates,): the visit, -1 for none, and the change of the objective.
        """
        cdef Draft* s = &self.s
        cdef int d, k, x
        gains = np.full(s.g.n + 1, -far(), np.int64)
        dropped = np.full(s.g.n + 1, NOWHERE, np.int32)
        cdef int64_t[::1] gain = gains
        cdef int32_t[::1] drop = dropped
        for d in range(s.g.days):
            for k in range(1, s.day[d].length - 1):
                x = s.day[d].stop[k]
                if not (s.g.demanded[x] or s.fixed[x] or s.g.chain_of[x] >= 0):
                    weigh_swaps(s, d, k, &gain[0], &drop[0])
        return dropped[: s.g.n], gains[: s.g.n]

    @property
    def objective(self):
        """Of the best plan, bonuses of demanded visits included."""
        return self.s.best_objective

    def routes(self):
        """The candidates of each day of the best plan, in order."""
        return [
            [self.s.best[d].stop[k] for k in range(1, self.s.best[d].length - 1)]
            for d in range(self.s.g.days)
        ]

    def bounds(self):
        """Earliest and latest start of each chain step in the best plan: {candidate: (a, b)}."""
        return {
            self.s.g.chain_step[x]: (self.s.best_after[x], self.s.best_before[x])
            for x in range(self.s.chain_steps)
        }
