"""Tells whether a picture of the window shows something: look.py PICTURE."""

import sys

from PySide6.QtGui import QImage

FEWEST_COLOURS = 60
FEWEST_IN_THE_MIDDLE = 12


def colours(picture: QImage) -> int:
    """How many different colours every fourth pixel of `picture` has."""
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 4)
            for y in range(0, picture.height(), 4)
        }
    )


def main() -> int:
    """Exit code 0 when neither the whole nor its middle, where the map lies, is blank."""
    picture = QImage(sys.argv[1])
    if picture.isNull():
        sys.exit(f"{sys.argv[1]} is not a picture")
    width, height = picture.width(), picture.height()
    middle = picture.copy(width // 3, height // 4, width // 3, height // 2)
    whole, map_ = colours(picture), colours(middle)
    sys.stdout.write(f"{sys.argv[1]}: {width}x{height}, {whole} colours, {map_} in the middle\n")
    return 0 if whole >= FEWEST_COLOURS and map_ >= FEWEST_IN_THE_MIDDLE else 1


if __name__ == "__main__":
    sys.exit(main())
