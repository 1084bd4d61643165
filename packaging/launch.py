"""The entry of the built program."""

from tourplanner.__main__ import main

if __name__ == "__main__":
    main()
