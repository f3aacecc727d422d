"""An address as a code to photograph."""

import io

import segno


def rows(address: str) -> list[str]:
    """Return the code row by row, `1` for what is dark."""
    code = segno.make_qr(address, error="m")
    return ["".join(str(int(bool(module))) for module in row) for row in code.matrix]


def png(address: str) -> bytes:
    """Return the code as picture, with the quiet zone it needs around it."""
    stream = io.BytesIO()
    segno.make_qr(address, error="m").save(stream, kind="png", scale=8)
    return stream.getvalue()
