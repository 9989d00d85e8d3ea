"""Letters leave by a real mail server, or say why they could not; nothing takes longer than it may."""

import stat
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from quizapp.exchange.mail import FolderPost, Post, post_of
from quizapp.model.letters import Hitch, Undelivered
from tests.bench.serving import free_port
from tests.mail_server import LATER, REFUSED, MailServer, listening


@pytest.fixture
def server() -> Iterator[MailServer]:
    with listening() as made:
        yield made


@pytest.fixture
def post(server: MailServer) -> Iterator[Post]:
    made = post_of(server.settings, wait=2, longest=3)
    yield made
    made.close()


def message(to: str = "sam@example.org") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "training@example.org", to, "Your training"
    made.set_content("Hello.\n.\nA line that is a full stop ends no letter.\n")
    return made


def refused(post: Post, to: str = "sam@example.org") -> Undelivered:
    with pytest.raises(Undelivered) as found:
        post.deliver(message(to), "one")
    return found.value


def test_letters_of_a_round_go_over_one_connection_and_are_whole(server: MailServer, post: Post):
    post.deliver(message("sam@example.org"), "one")
    post.deliver(message("mona@example.org"), "two")
    assert server.recipients == ["sam@example.org", "mona@example.org"] and server.connections == 1
    assert "A line that is a full stop" in server.taken[0].get_content()


def test_a_recipient_who_is_refused_is_no_reason_to_end_the_round(server: MailServer, post: Post):
    why = refused(post, f"{REFUSED}@example.org")
    assert (why.hitch, why.for_good, why.of_all) == (Hitch.RECIPIENT, True, False)
    assert why.said == "550 5.1.1 …: there is nobody of that name", "no address is kept of what a server says"
    later = refused(post, f"{LATER}@example.org")
    assert (later.hitch, later.for_good, later.of_all) == (Hitch.RECIPIENT, False, False)
    post.deliver(message(), "two")
    assert server.recipients == ["sam@example.org"] and server.connections == 1


@pytest.mark.parametrize("at", ["EHLO", "MAIL", "DATA"])
def test_a_connection_that_ends_in_the_middle_is_tried_anew(server: MailServer, post: Post, at: str):
    server.drops = at
    why = refused(post)
    assert (why.hitch, why.for_good, why.of_all) == (Hitch.DROPPED, False, True)
    server.drops = ""
    post.deliver(message(), "one")
    assert len(server.taken) == 1 and server.connections == 2


def test_a_server_that_is_down_or_slow_is_said_to_be(server: MailServer, post: Post):
    why = refused(post_of(server.settings_at(f"smtp://127.0.0.1:{free_port()}"), wait=2, longest=3))
    assert (why.hitch, why.for_good, why.of_all) == (Hitch.UNREACHABLE, False, True)
    server.ticks = 0.1  # each sign comes in time, and the whole never would
    began = time.monotonic()
    why = refused(post_of(server.settings, wait=2, longest=0.5))
    assert (why.hitch, why.of_all) == (Hitch.SLOW, True) and time.monotonic() - began < 2


def test_a_password_that_is_wrong_is_told_without_what_was_said_of_an_address(server: MailServer):
    server.password = "other"
    why = refused(post_of(server.settings_at(f"smtp://sam:secret@127.0.0.1:{server.port}"), wait=2, longest=3))
    assert (why.hitch, why.of_all, why.for_good) == (Hitch.SIGN_IN, True, False)
    assert "@" not in why.said and "535" in why.said


def test_in_a_folder_each_letter_is_a_file_that_only_its_owner_reads(tmp_path: Path):
    post = FolderPost(tmp_path)
    for _ in range(2):  # tried again after a death in between: the same file
        post.deliver(message(), "one")
    (file,) = tmp_path.iterdir()
    assert file.name == "one.eml" and stat.S_IMODE(file.stat().st_mode) == 0o600 and b"Hello." in file.read_bytes()
    why = refused(FolderPost(tmp_path / "gone"))
    assert (why.hitch, why.of_all, why.for_good) == (Hitch.FOLDER, True, False)
