"""The site under a prefix of its host, such as /training: for a proxy that passes whole addresses on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def written_in(prefix: str) -> type[Extension]:
    """For a template environment: `{{ prefix }}` is the site's prefix already when a template is compiled.

    It is the same for as long as a process runs, and a page would ask for it a dozen times.
    """

    class PrefixWrittenIn(Extension):
        def preprocess(self, source: str, *_where: str | None) -> str:
            return source.replace("{{ prefix }}", prefix)

    return PrefixWrittenIn


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
