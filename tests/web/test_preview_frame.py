"""What a preview shows beside every page: that it is one, where one can go, and what is so here."""

import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp.services.authoring.preview import open_preview
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.web import create_app
from quizapp.web.preview import create_preview_app, preview_server
from tests.services.example_site import FOLDER, MODULE, SCENARIO
from tests.services.quiz_files import DRAWING_SET_PATH, SCENARIO_PATH, SET, SET_PATH
from tests.services.quiz_files import FOLDER as QUIZ_SITE
from tests.services.quiz_files import SCENARIO as ASKING

TO = f"/preview/scenarios/{MODULE}/{SCENARIO}"
Open = Callable[[Path], FlaskClient]


@pytest.fixture
def open_at() -> Iterator[Open]:
    """Previews of what is at a path, which end with the test."""
    with ExitStack() as opened:
        yield lambda path: create_preview_app(opened.enter_context(open_preview(path, Settings()))).test_client()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios" / MODULE / f"{SCENARIO}.md"


@pytest.fixture
def client(file: Path, open_at: Open) -> FlaskClient:
    return open_at(file)


@pytest.fixture
def quiz_site(tmp_path: Path) -> Path:
    shutil.copytree(QUIZ_SITE, tmp_path / "quizzes")
    return tmp_path / "quizzes"


def words(html: str) -> str:
    """The words of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def beside(html: str) -> str:
    """The words of what is for the author only."""
    found = re.search(r'<aside class="preview-beside".*?</aside>', html, re.DOTALL)
    return words(found[0]) if found else ""


def test_every_page_says_that_it_is_a_preview_and_records_nothing(client: FlaskClient) -> None:
    pages = ["/", f"{TO}/five-minutes", f"{TO}/ending-a-promise", "/support", "/nowhere"]
    for path in pages:
        said = words(client.get(path, follow_redirects=True).text)
        assert "Preview just-a-phase.md as it is on disk. Nothing that you do here is recorded." in said, path
        assert "Sign out" not in said, path


@pytest.mark.long
def test_the_contents_lead_to_every_passage_and_ending(client: FlaskClient) -> None:
    start = client.get("/", follow_redirects=True).text
    links = re.findall(rf'<a href="({TO}/[^"]+)"[^>]*>([^<]+)</a>', start)
    titles = ["Monday registration", "Her mother", "Nothing said", "Five minutes", "Heard and shared"]
    assert [title for _, title in links][:5] == titles
    assert len(links) == 9
    for link, title in links:
        page = client.get(link, follow_redirects=True)
        assert page.status_code == 200
        assert re.search(rf"<h1[^>]*>{re.escape(title)}</h1>", page.text), title
        assert re.search(rf'href="{link}" aria-current="page"', page.text), title


def test_one_comes_by_the_shortest_way_and_what_is_so_there_is_said(client: FlaskClient) -> None:
    here = beside(client.get(f"{TO}/five-minutes", follow_redirects=True).text)
    assert "trust is 2 from 0 to 3" in here
    assert "just-a-phase.md , line 59: Five minutes" in here
    assert "Not shown · Only if: visited #nothing-said She looks at the clock." in here
    assert "Shown · Only if: trust &gt;= 2 Ask if she is safe now" in here
    assert "leads to A promise" in here
    assert "no-secrecy: missed" in here and "Risk: afraid-to-ask" in here and "trust: +1" in here


@pytest.mark.long
def test_what_happens_at_once_otherwise_and_the_hardest_page_are_there_too(file: Path, open_at: Open) -> None:
    text = file.read_text().replace("pass: 70\n", "pass: 70\nhardest: #five-minutes\n")
    quote = '> She looks at the clock. "You\'ve never asked before."\n'
    text = text.replace(quote, f"{quote}\n> Otherwise:\n>\n> She looks at *you*.\n")
    promise = "- [Promise, so that she keeps talking](#ending-a-promise)\n"
    file.write_text(text.replace(promise, f"{promise}    - Then: Her shoulders *come down*.\n"))
    client = open_at(file)
    page = client.get(f"{TO}/five-minutes", follow_redirects=True).text
    here = beside(page)
    assert "Not shown · Only if: visited #nothing-said She looks at the clock." in here
    assert "Shown · Otherwise, so only if not: visited #nothing-said She looks at you" in here
    assert "leads to A promise Then: Her shoulders come down ." in here
    assert "Five minutes the hardest page" in here
    assert "come down" not in page.split('<aside class="preview-beside"')[0]
    late = client.get(f"{TO}/ending-a-promise", follow_redirects=True).text
    assert "Her shoulders <em>come down</em>." in late.split('<aside class="preview-beside"')[0]


def test_a_passage_that_nobody_reaches_is_named_and_leads_nowhere(file: Path, open_at: Open) -> None:
    text = file.read_text()
    file.write_text(
        text.replace("## Ending: Six hours", "## A back room\n\nDust.\n\n[On](#five-minutes)\n\n## Ending: Six hours")
    )
    client = open_at(file)
    start = client.get("/", follow_redirects=True).text
    assert "A back room no way here was found" in beside(start)
    assert f'href="{TO}/a-back-room"' not in start
    assert "warning unreached" in beside(start)
    for gone in ("a-back-room", "nothing-of-that-name"):
        assert client.get(f"{TO}/{gone}", follow_redirects=True).status_code == 404


@pytest.mark.long
def test_a_page_of_before_leads_to_where_the_author_is_now(client: FlaskClient) -> None:
    before = client.get(f"{TO}/five-minutes", follow_redirects=True).request.path
    client.get(f"{TO}/nothing-said", follow_redirects=True)
    assert before.endswith("/steps/1")
    again = client.get(before, follow_redirects=True)
    assert again.status_code == 200 and "<h1" in again.text
    assert again.request.path != before and again.request.path.endswith("/steps/1")
    assert "Nothing said" in again.text


def test_the_state_is_another_one_once_the_file_is_and_only_then(client: FlaskClient, file: Path) -> None:
    page = client.get("/", follow_redirects=True).text
    shown = re.search(r'data-preview="([0-9a-f]+)" data-ask="([^"]+)"', page)
    assert shown
    assert client.get(shown[2]).json == {"state": shown[1]}
    good = file.read_text()
    file.write_text(good + "\nMore.\n")
    assert client.get(shown[2]).json != {"state": shown[1]}
    file.write_text(good)
    assert client.get(shown[2]).json == {"state": shown[1]}


@pytest.mark.long
def test_the_debrief_of_a_finished_play_stays_the_page_after_a_save(client: FlaskClient, file: Path) -> None:
    ending = client.get(f"{TO}/ending-heard-and-shared", follow_redirects=True)
    debrief = re.sub(r"/steps/\d+", "/debrief", ending.request.path)
    assert "Who would you tell" in client.get(debrief.replace("/debrief", "/reflections")).text
    file.write_text(file.read_text().replace("Maya asks for you to stay.", "Maya asks you to stay."))
    again = client.get(debrief, follow_redirects=True)
    assert again.status_code == 200 and again.request.path.endswith("/debrief")


def test_a_mended_file_brings_the_author_back_to_the_place(client: FlaskClient, file: Path) -> None:
    page = client.get(f"{TO}/five-minutes", follow_redirects=True)
    good = file.read_text()
    file.write_text(good.replace("](#her-mother)", "](#his-mother)"))
    broken = client.get(page.request.path)
    assert broken.status_code == 422
    assert "scenarios/child-mental-health/just-a-phase.md" in broken.text
    assert "Nothing that you do here is recorded" in words(broken.text)
    file.write_text(good.replace("Maya looks at the floor.", "Maya looks at her shoes."))
    mended = client.get(page.request.path, follow_redirects=True)
    assert mended.status_code == 200
    assert "Maya looks at her shoes." in mended.text


@pytest.mark.long
def test_a_broken_file_shows_its_errors_first_and_no_notes(client: FlaskClient, file: Path) -> None:
    text = file.read_text().replace("](#her-mother)", "](#his-mother)").replace("minutes: 8", "minutes: 80")
    file.write_text(text.replace("Maya is 14", "<!-- todo: ask Sam -->\n\nMaya is 14"))
    page = client.get("/", follow_redirects=True).text
    errors, warnings = words(page).split("What check says")
    assert "error unknown-passage" in errors and "warning" not in errors
    assert "warning minutes-off" in warnings and "error unknown-passage" not in warnings
    assert "ask Sam" not in page


def test_a_question_of_a_set_is_gone_to_with_those_before_it_answered(quiz_site: Path, open_at: Open) -> None:
    client = open_at(quiz_site / SET_PATH)
    start = client.get("/", follow_redirects=True).text
    links = re.findall(r'href="(/preview/questions/[^"]+)"[^>]*>([^<]+)<', start)
    assert len(links) == 7
    for link, title in links:
        page = client.get(link, follow_redirects=True)
        assert page.status_code == 200
        assert re.search(rf"<h1[^>]*>\s*{re.escape(title)}", page.text), title
    assert f"{SET_PATH} , line" in beside(page.text)
    assert "The question marks" in beside(page.text)


@pytest.mark.long
def test_a_set_that_draws_goes_to_what_it_drew_from_any_set(quiz_site: Path, open_at: Open) -> None:
    client = open_at(quiz_site / DRAWING_SET_PATH)
    links = re.findall(r'href="(/preview/questions/[^"]+)"[^>]*>([^<]+)<', client.get("/", follow_redirects=True).text)
    assert len({link for link, _ in links}) == len(links) > 7
    reached = 0
    for _ in range(10):  # each visit draws anew, and once in a hundred rounds none of them meets its question
        for link, title in links:
            page = client.get(link, follow_redirects=True)
            assert page.status_code == 200
            drawn = f"{title} not drawn this time" not in beside(page.text)
            assert bool(re.search(rf"<h1[^>]*>\s*{re.escape(title)}", page.text)) == drawn, title
            reached += drawn
        if reached:
            return
    raise AssertionError("ten rounds of draws met none of the questions")


def test_a_passage_that_asks_is_gone_to_before_its_first_question(quiz_site: Path, open_at: Open) -> None:
    client = open_at(quiz_site / SCENARIO_PATH)
    page = client.get(f"/preview/scenarios/minds/{ASKING}/the-corridor", follow_redirects=True)
    assert "The register" in page.text
    assert "The question marks" in beside(page.text)
    ending = client.get(f"/preview/scenarios/minds/{ASKING}/ending-heard", follow_redirects=True)
    assert "He tells you about the nights." in ending.text


@pytest.mark.long
@pytest.mark.parametrize("named", ["scenarios/minds", "questions/minds", "scenarios/minds/briefing.md"])
def test_a_briefing_or_a_folder_is_all_of_the_module(quiz_site: Path, open_at: Open, named: str) -> None:
    client = open_at(quiz_site / named)
    tasks = client.get("/", follow_redirects=True)
    assert tasks.request.path == "/modules/minds"
    assert "First day" in tasks.text
    story = client.get(f"/training/minds/{ASKING}")
    assert f'href="/preview/scenarios/minds/{ASKING}/the-corridor"' in story.text
    assert f'href="/preview/questions/minds/{SET}/' in client.get(f"/questions/minds/{SET}").text
    briefing = quiz_site / "scenarios/minds/briefing.md"
    briefing.write_text(briefing.read_text().replace("# ", "# A new name for ", 1))
    assert "A new name for" in client.get("/modules/minds", follow_redirects=True).text


def test_a_preview_answers_to_this_machine_alone_whatever_the_sites_settings_are(file: Path) -> None:
    settings = Settings(trusted_hosts=("training.example.org",), proxies=1, secure_cookies=True)
    with open_preview(file, settings) as preview:
        client = create_preview_app(preview).test_client()
        for host, status in (("127.0.0.1:8000", 200), ("localhost:8001", 200), ("training.example.org", 400)):
            assert client.get("/support", headers={"Host": host}).status_code == status, host
        assert client.get("/", follow_redirects=True).status_code == 200


@pytest.mark.long
def test_a_preview_listens_at_the_next_port_where_another_program_has_its_own(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with open_preview(file, Settings(port=port)) as preview:
            server = preview_server(preview)
            assert port < server.port < port + 10
            server.server_close()


def test_only_a_preview_lets_its_pages_ask_and_has_its_addresses(client: FlaskClient, site: Site) -> None:
    policy = client.get("/support").headers.getlist("Content-Security-Policy")
    assert len(policy) == 1 and policy[0].endswith("; connect-src 'self'")
    ordinary = create_app(site)
    assert not any(rule.rule.startswith("/preview") for rule in ordinary.url_map.iter_rules())
    page = ordinary.test_client().get("/support")
    assert "connect-src" not in page.headers["Content-Security-Policy"]
    assert "preview" not in page.text.lower()
