"""Documents into a post: each once, nothing half written, feeds only if believed."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests import arrivals as a
from tests.e2e.command_line import write_post

from exeunt.app.arrivals import Told, moment_told
from exeunt.app.board import board
from exeunt.app.follow_folder import follow
from exeunt.app.ingest import Ingested, ingest, report_of
from exeunt.app.keep_documents import with_rows
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.warn_post import readings_of
from exeunt.app.writing import write_atomically
from exeunt.errors import Faults, InvalidInput, WorldError
from exeunt.formats.arrival_book import STALE
from exeunt.formats.documents import read_index
from exeunt.model.documents import Document, SourceClass
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.warn.tripwires import read_tripwires


SEEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
TOLD = Told(seen=SEEN)
STORY = (
    "The ministry said on Monday that the airport is closed to all traffic until "
    "further notice. Passengers were told to call their airline, and the road to the "
    "border stays open by day. The airline Vento Air suspended all flights to the "
    "capital, the ministry said.\n"
)
LEVEL = Tripwire.model_validate(
    {
        "id": "level-four",
        "observable": "The advisory stands at 4.",
        "when": {"advisory_level": 4},
        "sources": ["official"],
        "stale_after": "3650d",
    }
)
FLIGHTS = Tripwire.model_validate(
    {
        "id": "flights",
        "observable": "Two reports that flights stop.",
        "when": {"indicator": "airline_suspends", "at_least": 2, "within": "30d"},
        "stale_after": "3650d",
    }
)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = write_post(tmp_path / "post")
    file = folder / "post.yaml"
    file.write_text(file.read_text().replace("country: XX", "country: NE"))
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(post: Path, inbox: Path, name: str, data: bytes, told: Told = TOLD) -> Ingested:
    (inbox / name).write_bytes(data)
    return ingest(post, [inbox / name], told=told)


def advisory(level: int, issued: str, *, words: str = "", body: str = a.BODY) -> bytes:
    title = f"Niger - Level {level}: Advice"
    record = a.us_record(Title=title, Summary=body + words, Updated=issued)
    return a.us_json(record)


def look(post: Path, inbox: Path, day: int, data: bytes) -> Ingested:
    seen = datetime(2026, 3, day, 12, tzinfo=UTC)
    return put(post, inbox, "us.json", data, Told(seen=seen))


def state(post: Path, tripwire: Tripwire, day: int) -> TripwireState:
    at = datetime(2026, 3, day, 13, tzinfo=UTC)
    known = [d for d in read_documents(post) if d.published <= at]
    readings = readings_of(read_post(post, now=at), known)
    return read_tripwires([tripwire], readings, as_of=at)[0].state


def by_name(post: Path) -> dict[str, Document]:
    return {d.name: d for d in read_documents(post)}


@pytest.mark.parametrize("sample", list(a.SAMPLES))
def test_every_kind_can_be_put_in_and_read_back(
    post: Path, inbox: Path, sample: str
) -> None:
    _, name, data = a.SAMPLES[sample]
    told = Told(seen=SEEN, published=datetime(2026, 3, 2, tzinfo=UTC))

    out = put(post, inbox, name, data, told)

    assert out.faults == []
    if sample in {"us rss", "uk"}:
        assert "other countries than NE: 1" in out.left_out[0][1]
        return
    documents = by_name(post)
    assert out.put
    for one in out.put:
        document = documents[f"documents/{one.file}"]
        assert document.sha256 == one.row.kept.sha256
        assert document.source == one.row.source


def test_what_is_in_already_is_said_and_not_put_in_again(
    post: Path, inbox: Path
) -> None:
    first = put(post, inbox, "a.rss", a.RSS)
    before = (post / "documents" / "index.csv").read_bytes()

    again = put(post, inbox, "b.rss", a.RSS)

    assert again.put == []
    assert [file for _, file in again.already] == [one.file for one in first.put]
    assert (post / "documents" / "index.csv").read_bytes() == before


def test_a_text_without_a_date_is_told(post: Path, inbox: Path) -> None:
    out = put(post, inbox, "a.txt", STORY.encode())

    assert out.put == []
    assert "does not say when it was published" in out.faults[0].message


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_the_other_rows_of_the_index_are_kept_byte_for_byte(
    end: str, last: str
) -> None:
    index = end.join(
        ['source;file;"published";source_class', '"A; ""B""";a.txt; 2026-03-01 ;media']
    ) + (end if last else "")

    out = with_rows(
        index.encode(),
        [{"file": "b.txt", "published": "x", "source": "C;D", "title": "lost"}],
    )

    kept = index if last else index + end
    assert out.decode() == kept + f'"C;D";b.txt;x;{end}'


def test_a_title_cannot_break_the_index(post: Path, inbox: Path) -> None:
    title = 'A "quoted", title\n=1+1\0\u2028\u202e x'
    put(
        post,
        inbox,
        "us.json",
        a.us_json(a.us_record(Title=f"Niger - Level 4: {title}")),
    )

    (document,) = [d for d in read_documents(post) if d.provenance]

    assert document.text.startswith('Niger - Level 4: A "quoted", title =1+1')
    assert "\u202e" not in (post / "documents" / "index.csv").read_text()


def test_no_row_of_the_index_is_run_and_each_is_read_back() -> None:
    row = {
        "file": "-x.txt",
        "published": "2022-01-24",
        "source": "@SUM(A1)",
        "source_class": "media",
        "title": "=cmd|' /C calc'!A0",
    }
    index = with_rows(None, [row])
    cells = index.decode().splitlines()[1].split(",")
    assert not [cell for cell in cells if cell.strip('"').startswith(tuple("=+-@"))]
    ((entry,), faults) = read_index(index, zone=UTC)
    assert not faults
    assert (entry.file, entry.origin.source) == (row["file"], row["source"])
    assert entry.origin.title == row["title"]


def test_a_post_with_a_broken_index_is_left_as_it_is(post: Path, inbox: Path) -> None:
    index = post / "documents" / "index.csv"
    index.write_text("file,published,source,source_class\nx.txt,soon,A,media\n")

    with pytest.raises(Faults, match="'soon' is not a date"):
        put(post, inbox, "a.rss", a.RSS)

    assert sorted(p.name for p in index.parent.iterdir() if p.name != ".lock") == [
        "index.csv",
        "news.txt",
    ]


def test_what_was_interrupted_is_mended_when_it_is_put_in_again(
    post: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = post / "documents" / "index.csv"
    before = index.read_bytes()

    def full(path: Path, data: bytes) -> None:
        if path.name == "index.csv":
            raise WorldError("The disk is full.")
        write_atomically(path, data)

    with monkeypatch.context() as patched:
        patched.setattr("exeunt.app.keep_documents.write_atomically", full)
        with pytest.raises(WorldError):
            put(post, inbox, "a.rss", a.RSS)
    assert index.read_bytes() == before
    with pytest.raises(Faults, match="is not listed here"):
        read_documents(post)

    out = put(post, inbox, "a.rss", a.RSS)

    assert len(out.put) == 2
    assert len(read_documents(post)) == 3


def test_two_at_once_lose_no_row(post: Path, inbox: Path) -> None:
    def bring(number: int) -> None:
        text = STORY.replace("Monday", f"day {number}").encode()
        told = Told(seen=SEEN, published=SEEN)
        put(post, inbox, f"{number}.txt", text, told)

    threads = [threading.Thread(target=bring, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(read_documents(post)) == 7


def test_a_path_that_is_not_there_is_told(post: Path, inbox: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        ingest(post, [inbox / "no.txt"], told=TOLD)


def test_the_files_of_the_post_itself_are_no_documents(post: Path, inbox: Path) -> None:
    put(post, inbox, "a.txt", STORY.encode(), replace(TOLD, published=SEEN))
    before = {p: p.read_bytes() for p in post.rglob("*") if p.is_file()}
    told = replace(TOLD, published=SEEN)

    whole = ingest(post, [post], told=told)
    one = ingest(post, [post / "documents" / "index.csv"], told=told)

    assert not whole.put
    assert not whole.faults
    assert ("post.yaml", "a file of the post itself") in whole.left_out
    assert one.left_out == [("index.csv", "a file of the post itself")]
    assert {p: p.read_bytes() for p in post.rglob("*") if p.is_file()} == before


def test_a_document_of_a_day_that_is_yet_to_come_is_told(
    post: Path, inbox: Path
) -> None:
    late = replace(TOLD, published=SEEN + timedelta(days=40))

    out = put(post, inbox, "a.txt", STORY.encode(), late)

    assert not out.put
    assert "published on 2026-04-12, which is yet to come" in str(out.faults[0])


@pytest.mark.parametrize("name", ["no\nline.txt", "\u202egpj.txt", "bad\udcff.txt"])
def test_a_strange_name_of_a_file_spoils_nothing(
    post: Path, inbox: Path, name: str
) -> None:
    index = post / "documents" / "index.csv"
    rows = len(index.read_text().splitlines()) if index.exists() else 1

    (one,) = put(post, inbox, name, STORY.encode(), replace(TOLD, published=SEEN)).put

    (document,) = [d for d in read_documents(post) if d.name.endswith(one.file)]
    assert document.text == STORY
    assert len(index.read_text().splitlines()) == rows + 1


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "9999-12-31T23:59-23:00"])
def test_a_day_far_from_ours_is_none(day: str) -> None:
    with pytest.raises(InvalidInput, match="not a date"):
        moment_told(day)


def test_an_exercise_is_left_out_and_said(post: Path, inbox: Path) -> None:
    out = put(post, inbox, "a.xml", a.cap(status="Exercise"))

    assert out.put == []
    assert "its status is Exercise" in out.left_out[0][1]


def test_an_alert_says_nothing_after_it_expired(post: Path, inbox: Path) -> None:
    put(post, inbox, "a.xml", a.cap())

    (alert,) = [d for d in read_documents(post) if d.until]

    assert alert.until == datetime(2026, 3, 3, 10, tzinfo=UTC)


def test_an_alert_that_is_taken_back_says_nothing_from_then_on(
    post: Path, inbox: Path
) -> None:
    put(post, inbox, "a.xml", a.cap())
    back = a.cap(
        msgType="Cancel",
        identifier="A2",
        sent="2026-03-02T15:00:00-00:00",
        references="civil.protection.example,A1,2026-03-02T10:00:00-00:00",
    )

    out = put(post, inbox, "b.xml", back)

    assert out.put[0].set_aside == "it takes back an alert"
    (alert,) = [d for d in read_documents(post) if d.until and not d.mute]
    assert alert.until == datetime(2026, 3, 2, 15, tzinfo=UTC)


def test_an_edited_message_replaces_its_earlier_version(
    post: Path, inbox: Path
) -> None:
    put(post, inbox, "result.json", a.telegram(a.message()))
    edit = a.message(text="The crossing is open.", edited_unixtime="1772449200")

    put(post, inbox, "result.json", a.telegram(edit))

    first, second = [d for d in read_documents(post) if d.provenance]
    assert first.until == second.published
    assert second.until is None
    assert second.event == first.id


def test_copies_of_one_story_count_as_one_event(post: Path, inbox: Path) -> None:
    told = Told(seen=SEEN, published=SEEN - timedelta(hours=3))
    put(post, inbox, "a.txt", STORY.encode(), told)
    wire = f"PORTO VENTO (Agency) - {STORY}Editing by the desk.\n".encode()

    out = put(post, inbox, "b.txt", wire, Told(seen=SEEN, published=SEEN))

    assert out.put[0].same_event_as.endswith(".txt")
    assert state(post, FLIGHTS, 3) == TripwireState.FALSE
    other = b"A second airline suspended all flights to the capital on Tuesday.\n"
    put(post, inbox, "c.txt", other, Told(seen=SEEN, published=SEEN))
    assert state(post, FLIGHTS, 3) == TripwireState.TRUE


def test_the_board_shows_one_entry_for_a_sentence_of_two_copies(
    post: Path, inbox: Path
) -> None:
    put(post, inbox, "a.txt", STORY.encode(), replace(TOLD, published=SEEN))
    put(post, inbox, "b.txt", STORY.encode() + b" ", replace(TOLD, published=SEEN))
    readings = readings_of(read_post(post, now=SEEN), read_documents(post))

    found = board(readings, (), as_of=SEEN)

    suspends = [
        one
        for one in found.pinned
        if one.signal.evidence.rule == "indicator:airline_suspends"
    ]
    assert [len(one.reports) for one in suspends] == [2]


def test_a_believed_advisory_sets_the_level(post: Path, inbox: Path) -> None:
    look(post, inbox, 1, advisory(4, "Sat, 28 Feb 2026"))
    assert state(post, LEVEL, 1) == TripwireState.TRUE


@pytest.mark.parametrize(
    "bad",
    [
        advisory(1, "Mon, 02 Mar 2026", body="Advisory for Niger"),
        advisory(4, "Thu, 29 Jan 2026"),
        advisory(4, "Wed, 15 Dec 20202"),
        advisory(4, "Sun, 15 Sep 2030"),
        advisory(9, "Mon, 02 Mar 2026"),
        a.us_json(a.us_record(Title="Ghana - Level 2: Advice", Category=["GH"])),
        b"[" + a.us_json()[:200],
        b"",
        b"<html><body>502 Bad Gateway</body></html>",
    ],
    ids=[
        "short",
        "back",
        "no date",
        "ahead",
        "no level",
        "without the country",
        "cut off",
        "empty",
        "another page",
    ],
)
def test_a_copy_that_is_not_believed_makes_a_level_unknown_and_never_changes_it(
    post: Path, inbox: Path, bad: bytes
) -> None:
    look(post, inbox, 1, advisory(2, "Sat, 28 Feb 2026"))
    assert state(post, LEVEL, 1) == TripwireState.FALSE

    look(post, inbox, 2, bad)

    assert state(post, LEVEL, 2) == TripwireState.UNKNOWN
    assert state(post, LEVEL, 1) == TripwireState.FALSE
    look(post, inbox, 3, advisory(2, "Sat, 28 Feb 2026"))
    assert state(post, LEVEL, 3) == TripwireState.FALSE
    assert state(post, LEVEL, 2) == TripwireState.UNKNOWN


@pytest.mark.parametrize(
    "bad",
    [
        advisory(1, "Mon, 02 Mar 2026", body="Advisory for Niger"),
        advisory(2, "Thu, 29 Jan 2026"),
        b"[",
    ],
    ids=["short", "back", "cut off"],
)
def test_a_level_that_was_reached_is_not_lost_to_a_bad_copy(
    post: Path, inbox: Path, bad: bytes
) -> None:
    look(post, inbox, 1, advisory(4, "Sat, 28 Feb 2026"))

    look(post, inbox, 2, bad)

    assert state(post, LEVEL, 2) == TripwireState.TRUE


def test_a_feed_that_is_not_looked_at_any_more_makes_unknown(
    post: Path, inbox: Path
) -> None:
    look(post, inbox, 1, advisory(2, "Sat, 28 Feb 2026"))
    assert timedelta(days=4) == STALE
    assert state(post, LEVEL, 4) == TripwireState.FALSE

    assert state(post, LEVEL, 6) == TripwireState.UNKNOWN

    look(post, inbox, 7, advisory(2, "Sat, 28 Feb 2026"))
    assert state(post, LEVEL, 7) == TripwireState.FALSE


def test_a_level_that_comes_back_in_the_same_words_is_a_new_document(
    post: Path, inbox: Path
) -> None:
    for day, level, issued in ((1, 2, 1), (2, 4, 2), (3, 2, 3)):
        out = look(post, inbox, day, advisory(level, f"2026-03-0{issued}T01:00:00Z"))
        assert len(out.put) == 1

    documents = [d for d in read_documents(post) if d.text.startswith("Niger")]
    assert len(documents) == 3


def test_a_note_on_a_bad_copy_holds_no_signal(post: Path, inbox: Path) -> None:
    look(post, inbox, 1, advisory(4, "Sat, 28 Feb 2026"))
    look(post, inbox, 2, advisory(1, "Mon, 02 Mar 2026", body="Level 1"))
    (note,) = [
        d for d in read_documents(post) if d.unusable and "arrivals" not in d.name
    ]

    bare = replace(note, unusable="", mute="")
    (reading,) = readings_of(read_post(post, now=SEEN), [bare])

    assert reading.signals == ()


def test_an_advisory_for_congo_counts_for_no_country(post: Path, inbox: Path) -> None:
    record = a.us_record(Title="Congo - Level 4: Do Not Travel", Category=["CG"])

    out = look(post, inbox, 1, a.us_json(record))

    assert out.put == []
    assert "it counts for no country" in out.left_out[0][1]


def test_a_class_that_is_told_counts_before_that_of_the_kind(
    post: Path, inbox: Path
) -> None:
    told = Told(seen=SEEN, source="Liaison", source_class=SourceClass.OFFICIAL)

    out = put(post, inbox, "a.eml", a.MAIL, told)

    assert (out.put[0].row.source, out.put[0].row.source_class) == (
        "Liaison",
        "official",
    )


def test_what_is_older_than_was_asked_for_is_counted(post: Path, inbox: Path) -> None:
    told = Told(seen=SEEN, since=datetime(2026, 3, 2, 11, tzinfo=UTC))

    out = report_of(put(post, inbox, "a.rss", a.RSS, told))

    assert (len(out.put), out.old) == (1, 1)


def test_a_folder_is_followed_and_a_file_taken_when_it_has_settled(
    post: Path, inbox: Path
) -> None:
    looks = 0
    told: list[int] = []

    def wait() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            (inbox / "a.rss").write_bytes(a.RSS[:300])
        elif looks == 2:
            (inbox / "a.rss").write_bytes(a.RSS)
        elif looks > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told.extend(
            len(one.put)
            for one in follow(post, [inbox], told=TOLD, now=lambda: SEEN, wait=wait)
        )

    assert told == [2]
