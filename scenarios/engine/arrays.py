"""The kinds of array that the engine and the analyses pass on; shapes and units stand where each is described."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]

Values = dict[str, Floats]
"""Id -> array."""
