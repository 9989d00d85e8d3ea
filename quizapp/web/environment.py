"""The environment that renders templates: Flask's, with one dictionary of what every template knows."""

from collections.abc import MutableMapping
from typing import Any

from flask import templating


class Environment(templating.Environment):
    """Flask's environment, in which a template that has no globals of its own shares the environment's.

    Jinja chains an empty dictionary before them, and each render and each import reads the chain key by key: that was
    one in eight of the calls that an answered question takes.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows that has these globals beside the environment's."""
        return super().make_globals(d) if d else self.globals
