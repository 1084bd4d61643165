"""Types of the compiled shortest times."""

import numpy as np
from numpy.typing import NDArray

def rows(
    first_arc: NDArray[np.int32],
    arcs: NDArray[np.int32],
    tail: NDArray[np.int32],
    arc_dm: NDArray[np.int32],
    in_first: NDArray[np.int32],
    in_state: NDArray[np.int32],
    in_cost: NDArray[np.int32],
    in_dm: NDArray[np.int32],
    out_first: NDArray[np.int32],
    out_state: NDArray[np.int32],
    out_cost: NDArray[np.int32],
    out_dm: NDArray[np.int32],
    is_wanted: NDArray[np.uint8],
    wanted: int,
    begin: int,
    end: int,
    longest: int,
    times: NDArray[np.int64],
    metres: NDArray[np.int64],
) -> None: ...
def tree(
    first_arc: NDArray[np.int32],
    arcs: NDArray[np.int32],
    in_state: NDArray[np.int32],
    in_cost: NDArray[np.int32],
    is_wanted: NDArray[np.uint8],
    wanted: int,
    longest: int,
    limit: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]: ...
