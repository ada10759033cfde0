"""Reconciling the published figures of the public register."""

import time

from openluban.publishing.published.files import published_figures
from openluban.publishing.published.reconciling import Reconciler


def measure(times: int) -> dict[str, list[float] | int]:
    """Hold every published figure against the register; return the seconds of each run."""
    seconds: list[float] = []
    rows = 0
    for _ in range(times):
        begun = time.perf_counter()
        rows = len(Reconciler(published_figures()).reconcile())
        seconds.append(time.perf_counter() - begun)
    return {"seconds": seconds, "rows": rows}
