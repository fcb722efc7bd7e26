"""How a status is put to different people."""

from __future__ import annotations

import pytest

from exeunt.formats.wording import status_words
from exeunt.model.people import PersonKind
from exeunt.model.statuses import DepartureStatus, Profile


@pytest.mark.parametrize("profile", Profile)
def test_nobody_orders_a_private_citizen(profile: Profile) -> None:
    for status in DepartureStatus:
        said = status_words(status, PersonKind.PRIVATE_CITIZEN, profile)
        assert "order" not in said


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("kind", PersonKind)
def test_every_status_above_another_is_put_in_other_words(
    kind: PersonKind, profile: Profile
) -> None:
    words = [status_words(status, kind, profile) for status in DepartureStatus]
    assert len(set(words)) == len(words)
