"""The site under a prefix of its host, such as /training: for a proxy that passes whole addresses on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class UnderPrefix:
    """A WSGI application that answers under `prefix` alone (`/training`), and whose addresses all begin with it."""

    def __init__(self, application: "WSGIApplication", prefix: str) -> None:
        self._application = application
        self._prefix = prefix

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer what is under the prefix; to anything else, say where the site is."""
        path = environ.get("PATH_INFO", "")
        if path != self._prefix and not path.startswith(f"{self._prefix}/"):
            return self._nothing_here()(environ, start_response)
        environ["SCRIPT_NAME"] = self._prefix
        environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        return self._application(environ, start_response)

    def _nothing_here(self) -> Response:
        """Whoever sees this set the proxy up otherwise than the prefix says."""
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        return Response(f"There is nothing here. This site is under {self._prefix}/\n", 404, headers)
