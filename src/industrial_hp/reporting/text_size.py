"""Room that text needs on a sheet: width in characters of a column, lines, height of a row.

A column's width counts digits of its font, so a text is measured in digits too: a capital W
takes 1.7 of them, an i takes 0.4. Widths of letters after Adobe's Core 14 font metrics of
Helvetica, which Arial shares.
"""

DIGIT = 556
LETTERS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: "ft \N{NO-BREAK SPACE}I.,:;/!",
    333: "r()-[]`",
    389: "*",
    500: "ckvsxyzJ",
    584: "+=<>~",
    611: "FTZ",
    667: "ABEKPSVXY",
    722: "wCDHNRU",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "→–",
}
"""Width [1/1000 of the font's size] and the letters that have it; a digit's for all others."""
WIDTH = {letter: width / DIGIT for width, letters in LETTERS.items() for letter in letters}
BOLD_SHARE = 0.87
"""Part of a width that is left to plain text of the same length if the text is bold."""
MARGIN = 1.5
"""Indent and inner margin of a cell, in digits."""
LINE_POINTS, ROW_POINTS, TWO_LINES = 12.0, 15.0, 27.0
PIXELS_PER_DIGIT, PIXELS_OF_MARGINS = 7, 5


def pixels(width: float) -> int:
    """Width of a column on the screen, as spreadsheets draw it at its usual size."""
    return round(PIXELS_PER_DIGIT * width) + PIXELS_OF_MARGINS


def lines_of(text: object, width: float) -> int:
    """Lines that a text fills in a column of a width in characters, broken between words."""
    room = max(width - MARGIN, 1.0)
    return sum(_lines(part, room) for part in str(text).split("\n"))


def row_height(*cells: tuple[object, float]) -> float:
    """Height [points] of a row whose cells are (text, column width)."""
    lines = max(lines_of(text, width) for text, width in cells)
    return max(ROW_POINTS, LINE_POINTS * lines + 3)


def _lines(part: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in part.split(" "):
        length = sum(WIDTH.get(letter, 1.0) for letter in word)
        if used and used + WIDTH[" "] + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (WIDTH[" "] if used else 0.0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines
