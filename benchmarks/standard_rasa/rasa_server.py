"""`rasa`, the command, with TensorFlow's stand-in: `python -m benchmarks.standard_rasa.rasa_server run …`."""

from __future__ import annotations

import sys

import bot.runtime.prepared  # noqa: F401  (before rasa)

if __name__ == "__main__":
    import rasa.__main__

    sys.exit(rasa.__main__.main())
