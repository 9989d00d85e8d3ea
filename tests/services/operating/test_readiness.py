"""What is said of the database to whoever runs the site, on both."""

import pytest

from quizapp.services.operating.readiness import where
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import open_site


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ada:secret@127.0.0.1:1/training?password=other", "training at 127.0.0.1:1"),
        ("postgresql:///training?host=/run/pg", "training at this machine"),
        ("sqlite:////srv/training.db", "/srv/training.db"),
    ],
)
def test_where_a_database_is_is_told_without_a_password(url: str, said: str):
    site = open_site(Settings(database_url=url))
    assert where(site) == said
    site.database.dispose()
