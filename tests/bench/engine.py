"""The model alone, beside one ``np.exp`` over as many numbers as a run has shares."""

import time

import numpy as np

from scenarios import inputs as data
from scenarios.engine import policy, simulate
from scenarios.formats import files

PRESET, DRAWS = "november_2025", 1024

_REPEATS = 100


def measure():
    """Best milliseconds of the central run, the run with draws, and one ``np.exp``.

    Caches are warm, as they are after the first page of a server.
    """
    inputs = data.load()
    chosen = files.presets(inputs)[PRESET].scenario
    numbers = np.linspace(-1, 1, DRAWS * 7 * 10)
    result = np.empty_like(numbers)
    calls = {
        # A run keeps its central shares; this is what they cost the first time.
        "central": lambda: simulate.shares(inputs, policy.settings(inputs, [chosen]), policy.central(inputs)),
        "draws": lambda: simulate.run(inputs, chosen, DRAWS),
        "exp": lambda: np.exp(numbers, out=result),
    }
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(_REPEATS):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            best[name] = min(best[name], 1000 * (time.perf_counter() - start))
    return best
