"""The floor, served by the very function that serves ours: same server, workers, threads and options.

DATABASE_URL=… QUIZAPP_PORT=… python -m tests.bench.serve_floor
"""

import os

from flask import Flask

from quizapp.cli.operators import _serve
from quizapp.services.site.settings import settings_from


def make_floor() -> Flask:
    """The floor's app, as a server process loads it."""
    from tests.bench.floor_app import app

    return app


if __name__ == "__main__":
    _serve("tests.bench.serve_floor:make_floor", settings_from(os.environ))
