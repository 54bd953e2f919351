"""`python -m pyassess`."""

import sys

from pyassess.cli import main

sys.exit(main())
