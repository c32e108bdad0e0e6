"""``python -m scenarios`` starts the command line."""

import sys

from scenarios.cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
