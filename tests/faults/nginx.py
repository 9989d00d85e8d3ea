"""A real nginx on this machine, with the very file of docs/, its paths filled in, on free ports and without rights."""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quizapp.web.folders import STATIC
from tests.bench.clients import Start
from tests.bench.serving import ROOT, free_port
from tests.bench.wire import Connection

FILE = ROOT / "docs" / "nginx.conf"
HOST = "training.example.org"
NOBODY = 65534
# As Debian's nginx.conf around it, with the fewest connections that it comes with.
AROUND = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 768; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    access_log {folder}/other.log; sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on;
    include /etc/nginx/mime.types; default_type application/octet-stream;
    include {folder}/site.conf;
}}
"""


def program() -> str | None:
    """Where nginx is, if it is."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass(frozen=True)
class Nginx:
    """It is running: its ports, its folder, and what trusts its certificate."""

    port: int  # of https
    plain: int  # of http
    folder: Path
    trusting: ssl.SSLContext

    def connection(self, number: int = 0, timeout: float = 30) -> Connection:
        """A connection as a browser's, from an address of one's own: 127.0.0.2 for number 0, and so on."""
        return Connection(self.port, timeout, HOST, self.trusting, f"127.0.0.{number + 2}")

    def connect(self) -> socket.socket:
        """A bare connection after its TLS handshake."""
        made = socket.create_connection(("127.0.0.1", self.port), 10)
        return self.trusting.wrap_socket(made, server_hostname=HOST)


def filled_in(text: str, changes: dict[str, str]) -> str:
    """The file with these changed; each must be there."""
    for old, new in changes.items():
        assert old in text, f"{FILE.name} does not have {old!r} any more"
        text = text.replace(old, new)
    return text


@contextmanager
def behind_nginx(port: int) -> Iterator[Nginx]:
    """nginx in front of what listens on `port`, for as long as the block lasts."""
    found = program()
    assert found, "nginx is not installed (apt-get install nginx)"
    with tempfile.TemporaryDirectory(prefix="quizapp-nginx-") as name:  # a short path that anybody may enter
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(STATIC, folder / "static")
        _certificate(folder)
        plain, secure = free_port(), free_port()
        changes = {
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{port};",
            "listen 80": f"listen 127.0.0.1:{plain}",
            "listen 443": f"listen 127.0.0.1:{secure}",
            "/etc/ssl/quizapp/": f"{folder}/",
            "/opt/quizapp/static/": f"{folder}/static/",
            "/var/log/nginx/": f"{folder}/",
        }
        (folder / "site.conf").write_text(filled_in(FILE.read_text("utf-8"), changes), "utf-8")
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
        as_nobody: dict[str, object] = {}
        if os.getuid() == 0:
            as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        command = [found, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, **as_nobody)  # type: ignore[call-overload]  # by name
        try:
            _wait_for(lambda: socket.create_connection(("127.0.0.1", secure), 1).close(), running, folder)
            yield Nginx(secure, plain, folder, ssl.create_default_context(cafile=folder / "fullchain.pem"))
        finally:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(5)
            running.kill()
            running.wait()


def _certificate(folder: Path) -> None:
    """A certificate for the host, signed by itself."""
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", "-x509", *made, *named, *files], check=True, capture_output=True)


def _wait_for(there: Callable[[], None], running: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + 10
    while True:
        try:
            there()
            return
        except OSError:
            log = folder / "error.log"
            assert running.poll() is None and time.monotonic() < end, log.read_text("utf-8") if log.exists() else ""
            time.sleep(0.02)


def locked(start: Start) -> Start:
    """A start with its cookie named as it is on https."""
    return Start(f"__Host-{start.cookie}", start.path)
