"""How a written table lies on the page, the same in Word and in PDF: widths, size of type, where it may break."""

from ontrack_dash.section.model import Table

# Columns from which a table is set in smaller type, and the size of either in points.
MANY, SIZE, SMALL_SIZE = 8, 9, 8
# A table of no more rows is not torn apart.
FEW = 6
# In points: the text of an A4 page, and what stands at both edges of a column.
LINE, EDGES = 482, 8
# A character in parts of the size of type: of words that must not break, in a wide bold face too, and of whole texts.
WIDE_CHARACTER, CHARACTER = 0.62, 0.53
# In characters: the longest word that is kept whole, and what a column asks for at most.
LONGEST_WORD, MOST = 18, 80
# A column of texts is given room until it has so many times that of a column of numbers.
FAVOUR = 3


def is_dense(table: Table) -> bool:
    """Tell whether a table has so many columns that it needs smaller type."""
    return len(table.header) >= MANY


def is_short(table: Table) -> bool:
    """Tell whether a table stays on one page."""
    return len(table.rows) <= FEW


def widths(table: Table) -> tuple[float, ...]:
    """Return the part of the line each column takes: its longest word, and the rest where texts need it most.

    Columns that ask for little get it all; the long ones share what is left.
    """
    size = SMALL_SIZE if is_dense(table) else SIZE
    columns = list(zip(table.header, *table.rows, strict=True))
    taken = [_longest_word(column) * size * WIDE_CHARACTER + EDGES for column in columns]
    asked = [min(MOST, max(map(len, column[1:] or column))) * size * CHARACTER + EDGES for column in columns]
    favour = [1 if is_right else FAVOUR for is_right in table.right]
    room = LINE - sum(taken)
    while room > 0 and (short := [at for at, wish in enumerate(asked) if taken[at] < wish]):
        taken[min(short, key=lambda at: taken[at] / favour[at])] += 1
        room -= 1
    return tuple(width / sum(taken) for width in taken)


def _longest_word(column: tuple[str, ...]) -> int:
    return min(LONGEST_WORD, max(len(word) for text in column for word in text.split(" ")))
