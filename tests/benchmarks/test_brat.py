"""The reader of labels that others have made, on a sample in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.brat import Story, likeness, read_story, score, stories
from tests.watch.documents import reading_of


TEXT = (
    '"The ferry is full," Ada Lowe said on Monday. "It will not sail." '
    "She expects the strike to last. Nobody saw the pier."
)
LABELS = """T1\tContent 0 20;46 65\t"The ferry is full," "It will not sail."
T2\tSource 21 29\tAda Lowe
T3\tCue 30 34\tsaid
T4\tAttribution 30 34\tsaid
E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2
T5\tSource 66 69\tShe
T6\tCue 70 77\texpects
T7\tContent 78 96\tthe strike to last
T8\tAttribution 70 77\texpects
E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5
T9\tCue 105 108\tsaw
T10\tContent 109 117\tthe pier
T11\tAttribution-no-source 105 108\tsaw
E3\tAttribution-no-source:T11 Content:T10 Cue:T9
T12\tDiscuss 0 10\tThe ferry
"""


@pytest.fixture(name="story")
def _story() -> Story:
    return read_story("ferry", TEXT, LABELS)


def test_pieces_cues_and_sources_are_read(story: Story) -> None:
    first, second, third = story.attributions
    assert [TEXT[a:b] for a, b in first.content] == [
        '"The ferry is full,"',
        '"It will not sail."',
    ]
    assert (first.source, first.cue, first.is_speech) == ("Ada Lowe", "said", True)
    assert (second.source, second.is_speech) == ("She", False)
    assert (third.source, third.cue) == ("", "saw")


def test_likeness_counts_the_pieces_and_not_the_gap(story: Story) -> None:
    pieces = story.attributions[0].content
    assert likeness(pieces, (0, 20)) == pytest.approx(20 / 39)
    assert likeness(pieces, (0, 65)) == pytest.approx(39 / 65)


def test_what_was_found_is_scored(story: Story) -> None:
    found = score([(story, reading_of(TEXT).statements)])
    assert found.precision == 1.0
    assert found.recall == pytest.approx(2 / 3)
    assert (found.speech_recall, found.speakers) == (1.0, 1.0)
    assert score([(story, ())]).f1 == 0.0


def test_labels_find_their_text(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    labels = tmp_path / "attributions" / "ferry_0a1b.ann"
    labels.write_text(LABELS, encoding="utf-8")
    assert [one.name for one in stories(tmp_path)] == ["ferry"]
    (tmp_path / "text" / "ferry.txt").unlink()
    with pytest.raises(FileNotFoundError, match=r"ferry\.txt is missing"):
        list(stories(tmp_path))
