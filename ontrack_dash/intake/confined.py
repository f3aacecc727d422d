"""Old workbooks in a process of their own: a damaged one can ask the reader for more memory than the machine has.

The process gets the file on standard input and answers with an Arrow stream, or dies without harm to anyone.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa

from ontrack_dash.intake.excel import Sheet, load_sheet
from ontrack_dash.intake.problems import Unreadable

ROOT = Path(__file__).parents[2]


def load_confined(data: bytes, memory_mb: int, seconds: int) -> Sheet:
    """Read the first visible sheet with so much memory and time.

    Raises:
        Unreadable: damaged, beyond the limits, or nothing in it.
    """
    command = [sys.executable, "-m", __name__, str(memory_mb), str(seconds)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - the command is this module
            command, input=data, capture_output=True, env=environment, timeout=2 * seconds, check=True
        )
        table = pa.ipc.open_stream(done.stdout).read_all()
    except (subprocess.SubprocessError, pa.ArrowException) as error:
        raise Unreadable("file_unreadable") from error
    answer = json.loads(table.schema.metadata[b"answer"])
    if "problem" in answer:
        raise Unreadable(answer["problem"])
    columns = [column.combine_chunks() for column in table.columns]
    return Sheet(answer["name"], dict(zip(answer["positions"], columns, strict=True)), tuple(answer["skipped"]))


def answer(data: bytes) -> bytes:
    """Return what the other side reads: the columns, with the rest as metadata."""
    try:
        sheet = load_sheet(data)
    except Unreadable as problem:
        return _pack({}, {"problem": problem.rule})
    said: dict[str, object] = {"name": sheet.name, "positions": list(sheet.columns), "skipped": sheet.skipped}
    return _pack({str(at): column for at, column in sheet.columns.items()}, said)


def _pack(columns: dict[str, pa.Array], said: dict[str, object]) -> bytes:
    table = pa.table(columns).replace_schema_metadata({"answer": json.dumps(said)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _limit(memory_mb: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - only where the system has it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
