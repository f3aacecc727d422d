"""A measure: two times taken in one run, and how many times longer the first may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Two things timed in seconds; what counts is how many times longer the first takes than the reference."""

    measured: str
    seconds: float
    reference: str
    reference_seconds: float
    limit: float

    @property
    def times(self) -> float:
        """The ratio, comparable between machines."""
        return self.seconds / self.reference_seconds

    def __str__(self) -> str:
        verdict = "within" if self.times <= self.limit else "OVER"
        return (
            f"{self.measured} {self.seconds:.4f} s, {self.reference} {self.reference_seconds:.4f} s, "
            f"ratio {self.times:.3f}, {verdict} {self.limit:g}"
        )


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the fastest round: the one least disturbed by other work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
