"""What each kind of file gives that is its own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests import arrivals as a
from tests.arrivals import only, read, refused

from exeunt.formats.arriving.countries import by_fips, country_meant
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import plain
from exeunt.formats.arriving.telegram import is_promotion
from exeunt.model.arrivals import Kind
from exeunt.model.documents import SourceClass


ALERT = "cap:civil.protection.example,A1"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 13 Jan 2025", "2025-01-13T23:59:00+02:00"),
        ("13 January 2025", "2025-01-13T23:59:00+02:00"),
        ("January 13, 2025", "2025-01-13T23:59:00+02:00"),
        ("2025-01-13", "2025-01-13T23:59:00+02:00"),
        ("2025-01-13T10:00:00Z", "2025-01-13T10:00:00+00:00"),
        ("2025-01-13T00:00:00-05:00", "2025-01-13T00:00:00-05:00"),
        ("Mon, 13 Jan 2025 10:00:00 GMT", "2025-01-13T10:00:00+00:00"),
        ("Mon, 13 Jan 2025 10:00:00 +0200", "2025-01-13T10:00:00+02:00"),
    ],
)
def test_dates_are_read_as_feeds_write_them(written: str, meant: str) -> None:
    moment = moment_written(written, zone=ZoneInfo("Europe/Kyiv"))

    assert moment is not None
    assert moment.isoformat() == meant


@pytest.mark.parametrize(
    "written",
    ["Wed, 15 Dec 20202", "Wed, 05 Jun 20242024", "Sat, 03 Feb 2920", "31 Feb 2025",
     "2025-13-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "yesterday", "",
     "Wed, 15 Dec 20202 10:00:00 GMT", "1" * 500, None, 20250113]
)  # fmt: skip
def test_a_spoilt_date_is_none(written: object) -> None:
    assert moment_written(written, zone=UTC) is None


def test_words_are_taken_out_of_markup() -> None:
    html = "<p>One&nbsp;<b>two</b></p><script>no()</script><!-- no --><li>3 < 4"

    assert plain(html) == "One two\n\n3 < 4"
    assert plain("<script>never closed") == ""


def test_a_feed_gives_its_entries_as_words() -> None:
    (first, second), _ = read(a.RSS, "a.rss")

    assert first.text == (
        "Airline suspends flights\n\nVento Air suspended all flights to the capital."
    )
    assert first.published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert (first.source, first.url) == ("The Courier", "https://courier.example/1")
    assert second.published == datetime(2026, 3, 2, 12, 30, tzinfo=UTC)


def test_an_entry_with_a_spoilt_date_has_none() -> None:
    data = a.RSS.replace(b"Mon, 02 Mar 2026 10:00:00 GMT", b"Wed, 15 Dec 20202")

    (first, _), faults = read(data, "a.rss")

    assert (first.published, faults) == (None, [])


def test_a_feed_that_is_not_well_formed_gives_no_entry() -> None:
    assert "not a well-formed feed" in refused(a.RSS[:-20], "a.rss")


def test_a_feed_that_leads_to_a_file_is_not_followed() -> None:
    data = a.RSS.replace(b"https://courier.example/1", b"file:///etc/passwd")

    (first, _), _ = read(data, "a.rss")

    assert first.url.startswith("file:")
    assert "root:" not in first.text


def test_an_alert_gives_its_words_its_expiry_and_its_name() -> None:
    alert = only(a.cap(), "a.xml")

    assert alert.text.startswith("Airport of Porto Vento closed\n\nClosure")
    assert alert.until == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert (alert.source, alert.thing) == ("Civil Protection", ALERT)
    assert (alert.mute, alert.takes_back) == ("", ())


@pytest.mark.parametrize("status", ["Exercise", "System", "Test", "Draft"])
def test_an_alert_that_is_not_actual_is_mute(status: str) -> None:
    alert = only(a.cap(status=status), "a.xml")

    assert alert.mute == f"its status is {status}, not Actual"


@pytest.mark.parametrize("kind", ["Ack", "Error", "Cancel"])
def test_a_message_that_is_no_alert_is_mute(kind: str) -> None:
    assert only(a.cap(msgType=kind), "a.xml").mute


@pytest.mark.parametrize("kind", ["Cancel", "Update"])
def test_cancel_and_update_take_back_what_they_refer_to(kind: str) -> None:
    data = a.cap(
        msgType=kind,
        identifier="A2",
        references="civil.protection.example,A1,2026-03-02T10:00:00-00:00",
    )

    assert only(data, "a.xml").takes_back == (ALERT,)


def test_an_alert_takes_back_nothing() -> None:
    data = a.cap(references="civil.protection.example,A0,2026-03-01T10:00:00-00:00")

    assert only(data, "a.xml").takes_back == ()


def test_cap_1_1_and_moments_with_z_are_read() -> None:
    alert = only(a.cap(version="1.1", sent="2026-03-02T10:00:00Z"), "a.xml")

    assert alert.published == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_cap_1_1_is_read_by_the_schema_of_its_time() -> None:
    alert = only(a.OLD_CAP, "a.xml")

    assert alert.published == datetime(2009, 6, 12, 17, 3, 20, 500000, tzinfo=UTC)
    assert alert.until == datetime(2009, 6, 13, 1, 0, tzinfo=UTC)
    assert "Harbour of Porto Vento closed" in alert.text
    assert not alert.mute


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("responseType>Prepare", "responseType>Avoid"),
        ("12T13:03:20.5-04:00", "12T13:03:20.5"),
        ("<cap:scope>Public</cap:scope>", ""),
        ("<cap:severity>Severe</cap:severity>", ""),
        ("Very Likely", "Certain"),
    ],
)
def test_what_cap_1_1_does_not_know_is_told_and_not_taken(old: str, new: str) -> None:
    data = a.OLD_CAP.decode().replace(old, new).encode()

    assert data != a.OLD_CAP
    assert "breaks the schema of CAP 1.1" in refused(data, "a.xml")


def test_what_was_right_in_cap_1_1_is_not_in_cap_1_2() -> None:
    data = a.OLD_CAP.replace(b"cap:1.1", b"cap:1.2")

    assert "breaks the schema of CAP 1.2" in refused(data, "a.xml")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"status": "Real"}, "breaks the schema of CAP 1.2"),
        ({"sent": "yesterday"}, "breaks the schema of CAP 1.2"),
        ({"version": "9.9"}, "breaks the schema of CAP 1.2"),
        ({"headline": "<b>"}, "is not sound XML"),
        ({"before": "<!DOCTYPE alert>"}, "declares a document type"),
    ],
)
def test_an_alert_that_breaks_the_schema_is_told_and_not_taken(
    changed: dict[str, str], words: str
) -> None:
    assert words in refused(a.cap(**changed), "a.xml")


def test_of_several_languages_the_english_part_is_read() -> None:
    parts = a.cap().decode().partition("<info>")
    french = (
        "<info><language>fr-FR</language><category>Transport</category>"
        "<event>Fermeture</event><urgency>Immediate</urgency><severity>Severe</severity>"
        "<certainty>Observed</certainty></info>"
    )

    alert = only((parts[0] + french + "<info>" + parts[2]).encode(), "a.xml")

    assert "Fermeture" not in alert.text


def test_country_tags_are_fips_and_not_iso() -> None:
    assert by_fips()["NI"] == "NG"
    assert by_fips()["BO"] == "BY"
    assert by_fips()["CH"] == "CN"
    assert by_fips()["UP"] == "UA"


@pytest.mark.parametrize(
    ("name", "tags", "country"),
    [
        ("Nigeria", ["NI"], "NG"),
        ("Niger", ["NG"], "NE"),
        ("Burma (Myanmar)", [], "MM"),
        ("Cote d Ivoire", [], "CI"),
        ("Côte d'Ivoire", ["IV"], "CI"),
        ("The Kyrgyz Republic", [], "KG"),
        ("Democratic Republic of the Congo", ["CG"], "CD"),
        ("Republic of the Congo", ["CF"], "CG"),
        ("Somewhere new", ["UP"], "UA"),
    ],
)
def test_a_country_is_known_by_its_title(
    name: str, tags: list[str], country: str
) -> None:
    assert country_meant(name, tags) == (country, "")


@pytest.mark.parametrize(
    ("name", "tags", "why"),
    [
        ("Congo", ["CG"], "may be the Republic of the Congo and the Democratic"),
        ("Congo", [], "may be the Republic of the Congo and the Democratic"),
        ("Niger", ["NI"], "its title names NE, its tag is of NG"),
        ("Atlantis", [], "is no country that is known here"),
    ],
)
def test_a_country_that_is_not_certain_is_none(
    name: str, tags: list[str], why: str
) -> None:
    country, said = country_meant(name, tags)

    assert country == ""
    assert why in said


def test_an_advisory_gives_its_country_level_and_date() -> None:
    advisory = only(a.us_json(), "us.json")

    assert (advisory.country, advisory.source_class) == ("NE", SourceClass.OFFICIAL)
    assert advisory.advisory is not None
    assert advisory.advisory.level == 4
    assert advisory.advisory.body_chars > 300
    assert "ordered non-emergency U.S. government employees" in advisory.text
    assert advisory.text.startswith(
        "Niger - Level 4: Do Not Travel\n\nIssued 2026-03-02"
    )


def test_an_advisory_of_the_rss_feed_is_read_alike() -> None:
    advisory = only(a.US_RSS, "us.xml")

    assert (advisory.country, advisory.kind) == ("NG", Kind.US_ADVISORY)
    assert advisory.published == datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    assert advisory.advisory is not None
    assert advisory.advisory.level == 3


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"Title": "Congo - Level 3: Reconsider Travel"}, "may be the Republic"),
        ({"Title": "Niger - Level 7"}, "no level from 1 to 4"),
        ({"Title": "Niger"}, "no level from 1 to 4"),
        ({"Advisory_Level": "Level 2: Exercise Increased Caution"}, "its tag level 2"),
        ({"Updated": "Wed, 15 Dec 20202"}, "'Wed, 15 Dec 20202' cannot be read"),
        ({"Category": ["NI"]}, "its tag is of NG"),
    ],
)
def test_an_advisory_that_is_not_certain_is_mute(
    changed: dict[str, object], why: str
) -> None:
    assert why in only(a.us_json(a.us_record(**changed)), "us.json").mute


def test_a_record_without_a_title_is_told_and_the_others_are_read() -> None:
    arrivals, faults = read(a.us_json({"id": 1, "Title": ""}, a.us_record()), "us.json")

    assert len(arrivals) == 1
    assert "entry 1 is no advisory" in faults[0].message


def test_british_advice_gives_its_alert_in_words_and_its_change() -> None:
    advice = only(a.uk_json(), "ukraine.json")

    assert advice.country == "UA"
    assert "FCDO advises against all travel to parts of Ukraine." in advice.text
    assert "FCDO now advises against all travel to the east." in advice.text
    assert advice.provenance[1] == "changed 2026-03-02T18:00:00Z: East added."


@pytest.mark.parametrize("alert", [["beware"], "none", None, [1]])
def test_british_advice_with_an_unknown_alert_is_mute(alert: object) -> None:
    assert "alert status" in only(a.uk_json(alert_status=alert), "ukraine.json").mute


def test_british_advice_without_an_alert_says_none() -> None:
    assert only(a.uk_json(alert_status=[]), "ukraine.json").mute == ""


def test_half_a_character_is_no_character() -> None:
    page = b"\\ud800 charset=unicode_escape \x80 and more words for a page"

    only(page, "note.txt").text.encode("utf-8")


def test_british_advice_without_words_is_told() -> None:
    empty = json.dumps({"base_path": "/foreign-travel-advice/x", "details": {}})

    assert "without words" in refused(empty.encode(), "x.json")


def test_a_message_is_of_the_moment_in_utc_and_not_of_the_local_one() -> None:
    one = only(a.telegram(), "result.json")

    assert one.published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert one.source_class is SourceClass.PRIVATE


def test_a_text_in_parts_is_joined() -> None:
    parts = ["The ", {"type": "bold", "text": "crossing"}, " is closed.", 7, None]

    one = only(a.telegram(a.message(text=parts)), "result.json")

    assert one.text == "The crossing is closed."


def test_an_edited_message_is_a_new_version_known_from_the_edit_on() -> None:
    edited = a.message(edited_unixtime="1772449200", edited="2026-03-02T14:00:00")

    one = only(a.telegram(edited), "result.json")

    assert one.published == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert one.takes_back == (one.thing,) == ("telegram:99/7",)


def test_where_a_message_was_forwarded_from_is_its_provenance() -> None:
    one = only(a.telegram(a.message(forwarded_from="Other Channel")), "result.json")

    assert one.provenance == (
        "Telegram Vento Watch, message 7",
        "forwarded from Other Channel",
    )


def test_a_full_export_gives_the_messages_of_every_chat() -> None:
    chats = b'{"chats":{"list":[' + a.telegram() + b"," + a.telegram() + b"]}}"

    arrivals, faults = read(chats, "result.json")

    assert ([one.source for one in arrivals], faults) == (["Vento Watch"] * 2, [])


def test_services_and_pictures_are_no_messages() -> None:
    data = a.telegram(a.message(type="service"), a.message(text=""), a.message())

    only(data, "result.json")


def test_an_export_cut_off_keeps_the_messages_before_it() -> None:
    data = a.telegram(*(a.message(id=n) for n in range(9)))[:-40]

    arrivals, (fault,) = read(data, "result.json")

    assert len(arrivals) == 8
    assert "breaks off after message 8" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "Join our channel",
        "Subscribe to us on Telegram!",
        "@vento_watch",
        "https://t.me/vento | https://vento.example",
        "\U0001f449 Follow @vento for news\nOur chat: @vento_chat",
        "Channel: t.me/vento",
    ],
)
def test_a_message_of_promotion_alone_is_mute(text: str) -> None:
    assert is_promotion(text)
    assert only(a.telegram(a.message(text=text)), "result.json").mute


@pytest.mark.parametrize(
    "text",
    [
        "Join the convoy at six, the embassy says.",
        "Follow orders to evacuate; details on our channel.",
        "The crossing is closed.\nJoin our channel",
        "Support troops have reached our town.",
    ],
)
def test_a_message_with_news_is_not_mute(text: str) -> None:
    assert not is_promotion(text)


def test_a_mail_gives_its_subject_its_plain_text_and_its_sender() -> None:
    one = only(a.MAIL, "a.eml")

    assert one.text == (
        "Families leave on Friday à midi\n\n"
        "The other mission sends its families home on Friday."
    )
    assert one.published is not None
    assert one.published.isoformat() == "2026-03-02T10:00:00+01:00"
    assert (one.source, one.source_class) == ("Duty Officer", SourceClass.PRIVATE)


def test_a_box_gives_every_mail() -> None:
    arrivals, faults = read(a.MBOX, "in.mbox")

    assert [one.thing for one in arrivals] == [
        f"mail:<{n}@mission.example>" for n in (1, 2, 3)
    ]
    assert faults == []


def test_what_is_attached_is_named_and_not_read() -> None:
    part = (
        b"--b\nContent-Type: text/plain\n"
        b'Content-Disposition: attachment; filename="list.txt"\n\nnames\n--b--'
    )

    one = only(a.MAIL.replace(b"--b--", part), "a.eml")

    assert "names" not in one.text
    assert "attached and not read: list.txt" in one.provenance


def test_a_pdf_gives_its_text_title_and_date() -> None:
    one = only(a.pdf(), "a.pdf")

    assert one.text == "The consulate is closed until further notice."
    assert (one.title, one.published) == (
        "Notice",
        datetime(2026, 3, 2, 10, tzinfo=UTC),
    )


def test_a_pdf_without_words_is_told() -> None:
    assert "holds no text" in refused(a.pdf(""), "a.pdf")
