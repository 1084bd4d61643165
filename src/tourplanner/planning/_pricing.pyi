"""Types of the compiled pricing of day routes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.bound_layout import DayLayout

class DayPricer:
    """Prices the routes of one day; candidates by their local number, see `candidates`."""

    candidates: NDArray[np.int64]
    best: int
    ceiling: int
    is_full: bool
    def __init__(self, layout: DayLayout) -> None: ...
    def remember(self, near: NDArray[np.bool_]) -> None: ...
    def set_cuts(self, members: Sequence[Sequence[int]]) -> None: ...
    def stop(self) -> None: ...
    def price(
        self,
        profits: NDArray[np.int64],
        penalties: NDArray[np.int64],
        unit: int,
        floor: int,
        most: int,
        is_rough: bool,
        share: float,
    ) -> bool: ...
    def trim(self) -> None: ...
    def routes(self) -> list[tuple[int, tuple[int, ...]]]: ...
