"""Types of the compiled enumeration of day routes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning._pricing import DayPricer

def routes_above(
    pricer: DayPricer,
    profits: NDArray[np.int64],
    penalties: NDArray[np.int64],
    unit: int,
    threshold: int,
    near: Sequence[NDArray[np.bool_]],
    most_routes: int,
    most_labels: int,
) -> tuple[NDArray[np.uint8], NDArray[np.int64]] | None: ...
