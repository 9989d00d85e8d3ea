"""Settings come from the environment; a bad one is refused by its name (DESIGN §8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from quizapp.model.moments import MOST_SESSION_HOURS
from quizapp.services.site.mail_settings import MailSettings, read_mail, read_sender

DEFAULT_DATABASE = "sqlite:///quizapp.db"
SHORTEST_SECRET = 32
_PREFIX = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_-]{0,99}){1,5}")
_HOST = re.compile(
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\.?|\[[0-9A-Fa-f:.]+\]"
)


class BadSetting(Exception):
    """A setting that cannot be used: its name, and what is wrong, for the person who set it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. README lists the variables; a test holds the two lists together."""

    database_url: str = DEFAULT_DATABASE
    secret_key: str = ""
    demo: bool = False
    url: str = ""
    prefix: str = ""
    secure_cookies: bool = True
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    session_hours: int = 20
    sign_in_tries: int = 100
    support: Path | None = None
    inserts: Path | None = None
    folder: Path = field(default_factory=Path.cwd)
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    mail: MailSettings = field(default_factory=MailSettings)

    @property
    def address(self) -> str:
        """Where people reach the site, in full, without a slash at its end; never what a request said that it is.

        Without `url` it is the best guess: the first host that the site answers to, or else where it listens.
        """
        if self.url:
            return self.url
        named = [name for name in self.trusted_hosts if not name.startswith(".")]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{named[0]}{self.prefix}" if named else f"http://{host}:{self.port}{self.prefix}"


VARIABLES: dict[str, str] = {
    "DATABASE_URL": "where the records are kept: `sqlite:///file.db` or `postgresql://…`",
    "SECRET_KEY": "signs forms and cookies; at least 32 characters, and the same in every process",
    "QUIZAPP_URL": "the address that people type, such as `https://training.example.org`; printed where it is needed",
    "QUIZAPP_PREFIX": "the path that the site is under, such as `/training`, where it does not have a host to itself",
    "QUIZAPP_SECURE_COOKIES": "`yes` (default) or `no`, for trying it without https",
    "QUIZAPP_TRUSTED_HOSTS": "host names that the site answers to, separated by commas",
    "QUIZAPP_PROXIES": "how many proxies stand in front (default 0)",
    "QUIZAPP_SESSION_HOURS": "how long a sign-in lasts, 1 to 168 hours (default 20)",
    "QUIZAPP_SIGN_IN_TRIES": "how many tries may be wrong from one IP address in a quarter of an hour (default 100)",
    "QUIZAPP_SUPPORT": "a Markdown file of support contacts for the first start, instead of the UK defaults",
    "QUIZAPP_INSERTS": "a file of `name: text` lines for the first start, which fill the local inserts",
    "QUIZAPP_FOLDER": "the folder that holds `scenarios/` and `questions/` (default: where you are)",
    "QUIZAPP_MAIL": "where mail goes: `smtp://user:password@host:port`, `smtps://…`, `folder:PATH` or `none` (default)",
    "QUIZAPP_MAIL_FROM": "from whom mail is, such as `Training <training@example.org>`",
    "QUIZAPP_HOST": "the address to listen on (default 127.0.0.1)",
    "QUIZAPP_PORT": "the port to listen on (default 8000)",
    "QUIZAPP_WORKERS": "server processes, 1 to 64 (default 2)",
    "QUIZAPP_THREADS": "threads in each process, 1 to 64 (default 4)",
}


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings for `serve` and the other commands; raises BadSetting naming the first that cannot be used."""
    _refuse_unknown(environment)
    database_url = environment.get("DATABASE_URL") or DEFAULT_DATABASE
    if not database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        raise BadSetting("DATABASE_URL", "must begin with sqlite:/// or postgresql://")
    settings = Settings(
        database_url=database_url,
        secret_key=environment.get("SECRET_KEY", ""),
        prefix=_prefix(environment, "QUIZAPP_PREFIX"),
        secure_cookies=_yes(environment, "QUIZAPP_SECURE_COOKIES", default=True),
        trusted_hosts=_names(environment, "QUIZAPP_TRUSTED_HOSTS"),
        proxies=_number(environment, "QUIZAPP_PROXIES", 0, 0, 10),
        session_hours=_number(environment, "QUIZAPP_SESSION_HOURS", 20, 1, MOST_SESSION_HOURS),
        sign_in_tries=_number(environment, "QUIZAPP_SIGN_IN_TRIES", 100, 10, 100_000),
        support=_file(environment, "QUIZAPP_SUPPORT"),
        inserts=_file(environment, "QUIZAPP_INSERTS"),
        folder=_folder(environment, "QUIZAPP_FOLDER"),
        host=_host(environment, "QUIZAPP_HOST"),
        port=_number(environment, "QUIZAPP_PORT", 8000, 0, 65535),
        workers=_number(environment, "QUIZAPP_WORKERS", 2, 1, 64),
        threads=_number(environment, "QUIZAPP_THREADS", 4, 1, 64),
        mail=_mail(environment, "QUIZAPP_MAIL", "QUIZAPP_MAIL_FROM"),
    )
    return replace(settings, url=_url(environment, "QUIZAPP_URL", settings))


def folder_from(environment: Mapping[str, str]) -> Path:
    """The folder of the site, for commands that only read files; raises BadSetting for one that is not there, and for
    a name that is no setting's.

    It is `.` where somebody stands in it, so that files are named as they are typed there.
    """
    _refuse_unknown(environment)
    found = _folder(environment, "QUIZAPP_FOLDER")
    return Path() if found.resolve() == Path.cwd() else found


def require_secret(settings: Settings) -> None:
    """Raise BadSetting unless there is a SECRET_KEY that can protect anything."""
    if not settings.secret_key:
        raise BadSetting(
            "SECRET_KEY", "is not set; make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    if len(settings.secret_key) < SHORTEST_SECRET:
        raise BadSetting("SECRET_KEY", f"is too short: it needs at least {SHORTEST_SECRET} characters")


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    for name in environment:
        if name.startswith("QUIZAPP_") and name not in VARIABLES:
            near = get_close_matches(name, VARIABLES, n=1, cutoff=0.8)
            meant = f"did you mean {near[0]}? " if near else ""
            raise BadSetting(
                name, f"there is no such setting; {meant}`quizapp serve --help` lists those that there are"
            )


def _number(environment: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high):
        raise BadSetting(name, f"must be a whole number from {low} to {high}, and is {text!r}")
    return int(text)


def _yes(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environment.get(name, "").strip().lower()
    if text not in ("", "yes", "no"):
        raise BadSetting(name, f"must be yes or no, and is {text!r}")
    return default if not text else text == "yes"


def _prefix(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name, "").strip()
    if text and not _PREFIX.fullmatch(text):
        raise BadSetting(name, f"must be a path such as /training, without a / at its end, and is {text!r}")
    return text


def _url(environment: Mapping[str, str], name: str, settings: Settings) -> str:
    """The public address: https, unless cookies go without it too; a host that is answered to; and the prefix."""
    text = environment.get(name, "").strip().removesuffix("/")
    if not text:
        return ""
    try:
        found = urlsplit(text)
        host, plain = found.hostname or "", f"{found.scheme}://{found.netloc}{found.path}"
        _ = found.port  # ValueError for one that there cannot be
    except ValueError:
        raise BadSetting(name, f"must be an address such as https://training.example.org, and is {text!r}") from None
    if plain != text or found.username is not None or not _HOST.fullmatch(f"[{host}]" if ":" in host else host):
        raise BadSetting(name, f"must be an address such as https://training.example.org, and is {text!r}")
    if found.scheme != "https" and not (found.scheme == "http" and not settings.secure_cookies):
        raise BadSetting(
            name, f"must begin with https:// (http:// goes with QUIZAPP_SECURE_COOKIES=no), and is {text!r}"
        )
    if found.path != settings.prefix:
        raise BadSetting(
            name, f"must end with what QUIZAPP_PREFIX says, {settings.prefix or 'nothing'}, and is {text!r}"
        )
    if settings.trusted_hosts and not _answers_to(settings.trusted_hosts, host):
        raise BadSetting(name, f"its host must be one of QUIZAPP_TRUSTED_HOSTS, and is {host!r}")
    return text


def _answers_to(trusted: tuple[str, ...], host: str) -> bool:
    """As the framework reads them: `.example.org` is every host below it, and it; ports make no difference."""
    names = [name.lower().partition(":")[0] for name in trusted]
    return any(host == name.lstrip(".") or (name.startswith(".") and host.endswith(name)) for name in names)


def _host(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name, "").strip() or "127.0.0.1"
    if text == "localhost":
        return "127.0.0.1"
    try:
        return str(ip_address(text))
    except ValueError:
        raise BadSetting(name, f"must be an IP address, such as 127.0.0.1 or 0.0.0.0, and is {text!r}") from None


def _names(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())


def _mail(environment: Mapping[str, str], name: str, sender: str) -> MailSettings:
    """Where mail goes, and from whom. Nothing of a mail server's address is told: a password may be in it."""
    try:
        mail = read_mail(environment.get(name, ""), Path.cwd())
    except ValueError as problem:
        raise BadSetting(name, str(problem)) from None
    try:
        by = read_sender(environment.get(sender, ""))
    except ValueError as problem:
        raise BadSetting(sender, str(problem)) from None
    if mail.is_set_up and by is None:
        raise BadSetting(sender, f"is not set, and {name} is: say from whom mail is, such as training@example.org")
    return replace(mail, sender=by)


def _file(environment: Mapping[str, str], name: str) -> Path | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not Path(text).is_file():
        raise BadSetting(name, f"there is no file {text!r}")
    return Path(text)


def _folder(environment: Mapping[str, str], name: str) -> Path:
    text = environment.get(name, "").strip()
    if text and not Path(text).is_dir():
        raise BadSetting(name, f"there is no folder {text!r}")
    return Path(text) if text else Path.cwd()
