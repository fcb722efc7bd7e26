"""Documents labelled in TimeML are read with their characters kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.timeml import stories_in, story_of
from tests.watch.newswire import Labelled


SAMPLE = """<?xml version="1.0" ?>
<TimeML>
<DOCID>sample</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22T09:15">22 March</TIMEX3></DCT>
<TEXT>
The port &amp; its gates <EVENT eid="e1">shut</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2013-03-21">Thursday</TIMEX3>.

They stay shut for <TIMEX3 tid="t2" type="DURATION" value="P3D">three
days</TIMEX3>.
</TEXT>
<TLINK lid="l1" relType="BEFORE" timeID="t1" relatedToTime="t0"/>
</TimeML>
"""


def test_the_text_is_kept_and_labels_point_into_it() -> None:
    story = story_of(SAMPLE, "sample")
    assert story.text == (
        "\nThe port & its gates shut on\nThursday.\n\nThey stay shut for three\ndays.\n"
    )
    assert story.published == datetime(2013, 3, 22, 12, tzinfo=UTC)
    assert story.times == (Labelled(30, 38, "2013-03-21"), Labelled(60, 70, "P3D"))
    assert [story.text[t.start : t.end] for t in story.times] == [
        "Thursday",
        "three\ndays",
    ]


def test_a_folder_is_read_by_name_without_files_that_begin_with_a_dot(
    tmp_path: Path,
) -> None:
    for name in ("b.tml", "a.tml", "._a.tml", "readme.txt"):
        (tmp_path / name).write_text(SAMPLE, encoding="utf-8")
    assert [story.topic for story in stories_in(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("<TimeML>", "sample is not well-formed XML"),
        ("<TimeML><TEXT>On Monday.</TEXT></TimeML>", "no DCT"),
        (SAMPLE.replace("2013-03-22T09:15", "FUTURE_REF"), "'FUTURE_REF' as its day"),
    ],
    ids=["cut off", "no day of publication", "no day in it"],
)
def test_what_is_no_timeml_is_told_by_name(document: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        story_of(document, "sample")
