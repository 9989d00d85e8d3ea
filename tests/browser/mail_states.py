"""Every state of the pages about mail, and how to come to see it."""

from playwright.sync_api import Page

from quizapp.exchange.posting import send_due
from quizapp.model.letters import Hitch, LetterKind, Undelivered
from quizapp.services.site import sending
from quizapp.services.site.letters import send_link
from quizapp.services.site.site import Site
from tests.browser.playing import sign_in
from tests.browser.quiz_states import Reach
from tests.browser.taking import join, newcomer

CAUSES = (
    Undelivered(Hitch.RECIPIENT, "550 5.1.1 …: user unknown in virtual mailbox table", for_good=True),
    Undelivered(Hitch.UNREACHABLE, "Connection refused", of_all=True),
)


def ask(email: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        page.goto("/forgotten-password")
        page.locator("input[name=email]").fill(email)
        page.locator("main form button").click()
        page.wait_for_load_state()

    return go


def letters(site: Site) -> None:
    """One letter that was given up, one that is tried again, and one that was sent, to somebody new each."""
    send_due(site)
    who = [join(site, name) for name in ("Robin", "Wren", "Lark")]
    with site.database.write() as connection:
        for person in who:
            send_link(connection, person, LetterKind.INVITATION, site.now())
    for why in CAUSES:
        claimed = sending.claim(site)
        assert claimed is not None
        sending.failed(site, claimed, why)
    assert send_due(site).sent


def outbox(address: str) -> Reach:
    def go(page: Page, site: Site) -> None:
        letters(site)
        sign_in(page, "Administrator")
        page.goto(f"/outbox{address}")

    return go


def sent_again(page: Page, site: Site) -> None:
    outbox("?state=failed")(page, site)
    page.locator("main button:has-text('Send again')").first.click()
    page.wait_for_url("**/outbox?again=yes")


def mailbox(page: Page, site: Site) -> None:
    letters(site)
    page.goto("/demo/mailbox")


def my_mail(*, posts: bool = False) -> Reach:
    def go(page: Page, site: Site) -> None:
        person = newcomer(page, site)
        with site.database.write() as connection:
            send_link(connection, person, LetterKind.INVITATION, site.now())
        page.goto("/mail-and-me")
        if posts:
            page.locator("label[for=how-weekly]").click()
            page.locator("main form button").click()
            page.wait_for_url("**/mail-and-me?saved=yes")

    return go


MAIL_STATES: dict[str, list[tuple[str, Reach]]] = {
    "forgotten.form": [("plain", ask("")), ("no-address", ask("una@example"))],
    "forgotten.asked": [("plain", ask("una.fitzgerald@example.org"))],
    "demo.mailbox": [("letters", mailbox)],
    "my_mail.page": [("plain", my_mail()), ("saved", my_mail(posts=True))],
    "outbox.page": [("letters", outbox("")), ("none", outbox("?before=0")), ("sent-again", sent_again)],
}
