"""The entry of the built program."""

import sys

from tourplanner.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
