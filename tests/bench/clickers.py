"""People who click: clients that speak Streamlit's own websocket protocol and time every page."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import click
import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
LONGEST_RUN_SECONDS = 60


class PageFailed(Exception):
    """A page ended with an exception: its time would praise an error."""


@dataclass
class Person:
    """One browser tab; `pages` fills with the hashes of the pages the app offers this person."""

    socket: ClientConnection
    pages: set[str] = field(default_factory=set)

    async def open_page(self, page: str) -> float:
        """Ask for a page and return the seconds until its script has finished."""
        request = BackMsg()
        request.rerun_script.page_script_hash = page
        start = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        async with asyncio.timeout(LONGEST_RUN_SECONDS):
            await self._read_until_finished()
        return time.perf_counter() - start

    async def _read_until_finished(self) -> None:
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            match message.WhichOneof("type"):
                case "script_finished" if message.script_finished in FINISHED:
                    return
                case "script_finished" if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise PageFailed("a page does not compile")
                case "delta" if message.delta.new_element.HasField("exception"):
                    raise PageFailed(message.delta.new_element.exception.type or "an exception without a type")
                case "navigation":
                    self.pages = {page.page_script_hash for page in message.navigation.app_pages}


@asynccontextmanager
async def arrive(address: str) -> AsyncIterator[Person]:
    """Connect as a browser does and open the first page."""
    parts = urlsplit(address)
    stream = parts._replace(scheme=parts.scheme.replace("http", "ws"), path="/_stcore/stream").geturl()
    protocols = [Subprotocol("streamlit")]
    async with connect(stream, origin=Origin(address), subprotocols=protocols, max_size=None) as socket:
        person = Person(socket)
        await person.open_page("")
        yield person


async def open_every_page(address: str) -> None:
    """Fill the caches, so that what is timed afterwards is a warm app."""
    async with arrive(address) as person:
        for page in sorted(person.pages):
            await person.open_page(page)


async def click_around(address: str, seed: int, pause: float, seconds: float) -> list[float]:
    """Open random pages, each after half to one and a half times `pause` seconds, and return how long each took."""
    chance = random.Random(seed)
    times = []
    async with arrive(address) as person:
        end = time.monotonic() + seconds
        while (wait := pause * chance.uniform(0.5, 1.5)) < end - time.monotonic():
            await asyncio.sleep(wait)
            times.append(await person.open_page(chance.choice(sorted(person.pages) or [""])))
    return times


async def time_people(address: str, people: int, pause: float, seconds: float) -> list[float]:
    """Let several people click at once and return the seconds of every page they opened."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(click_around(address, seed, pause, seconds)) for seed in range(people)]
    return [elapsed for task in tasks for elapsed in task.result()]


def time_crowd(address: str, people: int = 20, pause: float = 5, seconds: float = 60) -> tuple[float, float]:
    """Return the median seconds of a page for one person and the 95th percentile for `people` at once."""

    async def measure() -> tuple[list[float], list[float]]:
        await open_every_page(address)
        alone = await time_people(address, 1, pause, seconds)
        return alone, await time_people(address, people, pause, seconds)

    alone, together = asyncio.run(measure())
    return float(np.median(alone)), float(np.quantile(together, 0.95))


@click.command()
@click.option("--address", default="http://localhost:8501", show_default=True)
@click.option("--people", default=20, show_default=True)
@click.option("--pause", default=5.0, show_default=True, help="Mean seconds between two clicks of one person.")
@click.option("--seconds", default=60.0, show_default=True, help="How long each of the two crowds clicks.")
def main(address: str, people: int, pause: float, seconds: float) -> None:
    """Time the pages of a running app for one person and for many."""
    median, late = time_crowd(address, people, pause, seconds)
    click.echo(f"one person: median {median:.3f} s · {people} people: p95 {late:.3f} s · ratio {late / median:.1f}")


if __name__ == "__main__":
    main()
