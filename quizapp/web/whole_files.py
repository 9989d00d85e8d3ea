"""Files that are whole before their first byte is sent.

A database that fails half way gives an error page and no file that ends early, and no snapshot of the database is held
for as long as a slow line takes. A large file is on the disk until it is sent, without a name.
"""

import logging
from collections.abc import Callable
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Response

from quizapp.services.site.site import StoreUnavailable

IN_MEMORY = 1 << 20  # bytes of a file that are not put on the disk
PIECE = 1 << 16  # bytes of it that are sent at once

_log = logging.getLogger("quizapp.web")


def whole_file(write: Callable[[IO[bytes]], None], mimetype: str, name: str) -> Response:
    """What this writes, as a file to keep under this name. StoreUnavailable where the disk has no room for it."""
    whole: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed with the response)
    try:
        write(whole)
        size = whole.seek(0, 2)
        whole.seek(0)
        content = whole.read() if size <= IN_MEMORY else iter(partial(whole.read, PIECE), b"")
    except OSError as full:
        whole.close()
        _log.error("a spreadsheet found no room: %s", full.strerror)
        raise StoreUnavailable("no room for a file") from full
    except BaseException:
        whole.close()
        raise
    response = Response(content, mimetype=mimetype)
    response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if size <= IN_MEMORY:
        whole.close()
    else:
        response.call_on_close(whole.close)
    return response
