# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The plan that the search changes: edits, what they count, taking them back."""

from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.string cimport memcpy

from tourplanner.planning._ground cimport NOWHERE, Day, Ground, below, far, unlikely
from tourplanner.planning._kinds cimport Kinds, note_made, sum_up
from tourplanner.planning._state cimport keeps_limits, put_stop, relabel
from tourplanner.planning._survey cimport Survey


cdef struct Habits:               # the settings of the search; values in Search._settle_habits
    double hot                    # annealing temperatures, in objective units
    double cold
    double rounds                 # of annealing within the budget, each from the best plan
    double strings                # share of the ruins that take strings
    double near                   # share of the ruins that take what is near a candidate
    int most_near                 # visits that such a ruin takes
    int longest_string            # or this share of the day, if that is more
    double string_share
    int most_days                 # touched by strings or by random ruin
    double most_share             # of the visits that a random ruin takes
    double blink                  # chance to overlook a candidate
    double least_power            # of the gain against the minutes, drawn for each iteration
    double power_range
    double day_blink              # chance to overlook a day for a candidate
    double modest_chance          # that demanded visits queue with the others
    double chain_chance
    double loss_chance            # to allow visits that do not pay alone, as first of several
    double price_minutes          # what a unit of price counts at most while a budget binds
    double most_waiting           # that a minute of waiting counts against one of travel, drawn
    float minute_cost             # what a minute of travel costs in the objective, if it does


cdef struct Draft:
    Ground g
    Habits habits
    uint64_t rng
    Day* day
    Day* kept                     # the touched days as they were
    Day* best
    int32_t* where                # day of each candidate, or NOWHERE
    int32_t* chosen_start         # of a chain's steps while the chain is put
    uint8_t* fixed                # candidates that stay where they are
    uint8_t* frozen               # days that stay as they are
    uint8_t* touched
    int32_t* touched_days
    int touched_count
    int32_t* group_use
    Kinds kinds
    int chain_steps
    int64_t* kept_after           # bounds of the chain steps, as `kept` and `best`
    int64_t* kept_before
    int64_t* best_after
    int64_t* best_before
    Survey survey
    bint is_modest                # whether demanded visits queue with the others
    int64_t loss                  # that a visit may bring in this iteration
    float power
    float waiting                 # what a minute of waiting counts against one of travel
    float price_minutes
    int64_t versions
    int64_t worth
    int64_t spent
    int64_t accepted
    int64_t best_objective


cdef inline void copy_day(Day* to, Day* source) noexcept nogil:
    cdef int m = source.length
    to.length = m
    to.cost_sum = source.cost_sum
    to.walk_sum = source.walk_sum
    to.version = source.version
    to.most_room = source.most_room
    memcpy(to.stop, source.stop, m * sizeof(int32_t))
    memcpy(to.leg, source.leg, m * sizeof(int32_t))
    memcpy(to.cost, source.cost, m * sizeof(int32_t))
    memcpy(to.early, source.early, source.phases * m * sizeof(int64_t))
    memcpy(to.late, source.late, source.phases * m * sizeof(int64_t))
    if source.walk_limit < far():
        memcpy(to.walk, source.walk, m * sizeof(int32_t))
    memcpy(to.room, source.room, m * sizeof(int64_t))


cdef inline void renew(Draft* s, int d) noexcept nogil:
    relabel(&s.g, &s.day[d])
    s.versions += 1
    s.day[d].version = s.versions


cdef inline void touch(Draft* s, int d) noexcept nogil:
    if not s.touched[d]:
        s.touched[d] = 1
        s.touched_days[s.touched_count] = d
        s.touched_count += 1
        copy_day(&s.kept[d], &s.day[d])


cdef inline void count(Draft* s, int u, int sign) noexcept nogil:
    cdef int k
    s.worth += sign * s.g.value[u]
    s.spent += sign * s.g.price[u]
    if unlikely(s.g.kinds > 0) and s.g.kind_of[u] >= 0:
        s.worth -= sign * s.g.kind_value[u]
        note_made(&s.g, &s.kinds, u, sign)
    for k in range(s.g.group_offset[u], s.g.group_offset[u + 1]):
        s.group_use[s.g.group[k]] += sign


cdef inline int64_t adds(Draft* s, int u) noexcept nogil:
    """What u, not in the plan, would add to its worth: less, the more of its kind there are."""
    if unlikely(s.g.kinds > 0):
        if s.g.kind_of[u] >= 0 and s.kinds.is_stale[s.g.kind_of[u]]:
            s.worth += sum_up(&s.g, &s.kinds, s.g.kind_of[u])
        return s.kinds.adds[u]
    return s.g.value[u]


cdef inline bint allowed(Draft* s, int u) noexcept nogil:
    """Whether budget and exclusions allow u."""
    cdef int k
    if s.spent + s.g.price[u] > s.g.budget:
        return False
    for k in range(s.g.group_offset[u], s.g.group_offset[u + 1]):
        if s.group_use[s.g.group[k]] > 0:
            return False
    return True


cdef inline void put(Draft* s, int u, int d, int k) noexcept nogil:
    touch(s, d)
    s.versions += 1
    put_stop(&s.g, &s.day[d], u, k, s.versions)
    s.where[u] = d
    count(s, u, 1)


cdef inline void leave(Draft* s, int u) noexcept nogil:
    """Mark u, with its whole chain, as out; the stops go with _close_gaps."""
    cdef int k, c = s.g.chain_of[u]
    if s.where[u] == NOWHERE or s.fixed[u]:
        return
    if c < 0:
        leave_one(s, u)
        return
    for k in range(s.g.chain_offset[c], s.g.chain_offset[c + 1]):
        u = s.g.chain_step[k]
        if s.where[u] != NOWHERE:
            leave_one(s, u)
        s.g.after[u] = -far()
        s.g.before[u] = far()


cdef inline void leave_one(Draft* s, int u) noexcept nogil:
    touch(s, s.where[u])
    s.where[u] = NOWHERE
    count(s, u, -1)


cdef inline void close_gaps(Draft* s) noexcept nogil:
    """Take the stops that left out of the touched days."""
    cdef int i, k, m, u, d
    cdef Day* y
    for i in range(s.touched_count):
        d = s.touched_days[i]
        y = &s.day[d]
        m = 1
        for k in range(1, y.length):
            u = y.stop[k]
            if u >= s.g.n or s.where[u] == d:
                y.stop[m] = u
                m += 1
        y.length = m
        renew(s, d)


cdef inline void mend(Draft* s) noexcept nogil:
    """Where taking a stop out broke a day (no triangle inequality), take out more."""
    cdef int i, k, tries
    cdef Day* y
    for tries in range(s.g.n):
        for i in range(s.touched_count):
            y = &s.day[s.touched_days[i]]
            if not keeps_limits(y) and y.length > 2:
                break
        else:
            return
        k = 1 + below(&s.rng, y.length - 2)
        leave(s, y.stop[k])
        close_gaps(s)


cdef inline int64_t objective(Draft* s) noexcept nogil:
    cdef int c, d
    cdef int64_t total
    for c in range(s.g.kinds):
        if s.kinds.is_stale[c]:
            s.worth += sum_up(&s.g, &s.kinds, c)
    total = s.worth
    for d in range(s.g.days):
        total -= s.day[d].cost_sum
    return total


cdef inline void begin(Draft* s) noexcept nogil:
    cdef int x
    s.touched_count = 0
    for x in range(s.chain_steps):
        s.kept_after[x] = s.g.after[s.g.chain_step[x]]
        s.kept_before[x] = s.g.before[s.g.chain_step[x]]


cdef inline void accept(Draft* s) noexcept nogil:
    cdef int i, d
    for i in range(s.touched_count):
        d = s.touched_days[i]
        s.touched[d] = 0
    s.touched_count = 0


cdef inline void reject(Draft* s) noexcept nogil:
    cdef int i, d, k, u
    for i in range(s.touched_count):
        d = s.touched_days[i]
        for k in range(1, s.day[d].length - 1):
            u = s.day[d].stop[k]
            s.where[u] = NOWHERE
            count(s, u, -1)
    for i in range(s.touched_count):
        d = s.touched_days[i]
        copy_day(&s.day[d], &s.kept[d])
        s.touched[d] = 0
        for k in range(1, s.day[d].length - 1):
            u = s.day[d].stop[k]
            s.where[u] = d
            count(s, u, 1)
    for k in range(s.chain_steps):
        u = s.g.chain_step[k]
        s.g.after[u] = s.kept_after[k]
        s.g.before[u] = s.kept_before[k]
    s.touched_count = 0


cdef inline void keep_best(Draft* s) noexcept nogil:
    cdef int d, x
    s.best_objective = objective(s)
    for d in range(s.g.days):
        if s.best[d].version != s.day[d].version:
            copy_day(&s.best[d], &s.day[d])
    for x in range(s.chain_steps):
        s.best_after[x] = s.g.after[s.g.chain_step[x]]
        s.best_before[x] = s.g.before[s.g.chain_step[x]]


cdef inline void return_to_best(Draft* s) noexcept nogil:
    cdef int d, x
    begin(s)
    for d in range(s.g.days):
        if not s.frozen[d] and s.day[d].version != s.best[d].version:
            touch(s, d)
            copy_day(&s.kept[d], &s.best[d])
    reject(s)
    for x in range(s.chain_steps):
        s.g.after[s.g.chain_step[x]] = s.best_after[x]
        s.g.before[s.g.chain_step[x]] = s.best_before[x]
    s.accepted = s.best_objective
