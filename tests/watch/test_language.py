"""A language that the rules cannot read is said to be so, not skipped."""

from __future__ import annotations

import pytest
from tests.watch.documents import reading_of


OTHERS = (
    "Посольство США в Киеве приостановило работу. Сотрудники уехали во Львов.",
    (
        "L'ambassade des États-Unis à Kiev a suspendu ses activités et le personnel a été "
        "transféré dans une autre ville du pays."
    ),
    (
        "La embajada de los Estados Unidos suspendió sus operaciones en la capital y el "
        "personal fue trasladado a otra ciudad."
    ),
    (
        "Die Botschaft der Vereinigten Staaten hat ihre Arbeit eingestellt und das "
        "Personal in eine andere Stadt gebracht."
    ),
    "علقت السفارة الأمريكية عملياتها في العاصمة.",
    "美国大使馆暂停运作。",
    "12345 ... 678",
)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_english_is_not_analysed_and_gives_no_signal(text: str) -> None:
    reading = reading_of(text)
    assert not reading.analysed
    assert reading.signals == ()
    assert reading.times == ()


@pytest.mark.parametrize(
    "text",
    [
        "Airport closed.",
        "The U.S. Embassy in Kyiv has suspended its operations, and staff have left.",
        "The Foreign Office said that Zaporizhzhia and Kryvyi Rih were hit overnight.",
    ],
)
def test_english_is_analysed(text: str) -> None:
    assert reading_of(text).analysed
