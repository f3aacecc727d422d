"""A measure: two times taken in one run, and how many times longer the first may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Two things measured, in seconds unless a unit is said; what counts is how many times larger the first is."""

    measured: str
    seconds: float
    reference: str
    reference_seconds: float
    limit: float
    unit: str = "s"

    @property
    def times(self) -> float:
        """The ratio, comparable between machines."""
        return self.seconds / self.reference_seconds

    def __str__(self) -> str:
        verdict = "within" if self.times <= self.limit else "OVER"
        first, second = (f"{amount:.4f} {self.unit}" for amount in (self.seconds, self.reference_seconds))
        return f"{self.measured} {first}, {self.reference} {second}, ratio {self.times:.3f}, {verdict} {self.limit:g}"


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the fastest round: the one least disturbed by other work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
