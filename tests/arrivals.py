"""Files as they come in, one of every kind, in our own words."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, tzinfo
from typing import Any

from exeunt.errors import Fault
from exeunt.formats.arriving.kinds import arrivals_in
from exeunt.formats.arriving.port import Incoming
from exeunt.model.arrivals import Arrival, Kind


SEEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
"""When the files of these tests were looked at."""

BODY = (
    "<p>Do not travel to Ostland because of armed conflict.</p><p>On March 2, 2026, the "
    "Department ordered non-emergency U.S. government employees and family members to "
    "leave.</p><ul><li>Airspace may close without notice.</li></ul>"
) + "<p>Keep a plan to leave that does not depend on help from the government.</p>" * 4

TEXT = b"The airport of Porto Vento is closed until further notice.\n"
PAGE = (
    b'<!doctype html><html><head><title>Airport closed</title><meta property="'
    b'article:published_time" content="2026-03-02T10:00:00Z"></head><body><article>'
    b"<p>The airport of Porto Vento is closed until further notice.</p></article></body></html>"
)
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Courier</title><link>https://courier.example/</link>
<description>News</description>
<item><title>Airline suspends flights</title><link>https://courier.example/1</link>
<guid>courier-1</guid><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Vento Air &lt;b&gt;suspended&lt;/b&gt; all flights to the capital.&lt;/p&gt;</description></item>
<item><title>Queues at the border</title><link>https://courier.example/2</link>
<guid>courier-2</guid><pubDate>Mon, 02 Mar 2026 14:30:00 +0200</pubDate>
<description>Cars wait six hours at the crossing.</description></item>
</channel></rss>
"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><id>urn:m</id>
<updated>2026-03-02T10:00:00Z</updated>
<entry><title>Notice</title><id>urn:m:1</id><updated>2026-03-02T10:00:00Z</updated>
<link href="https://ministry.example/1"/><content type="html">&lt;p&gt;Talks were called off.&lt;/p&gt;</content>
</entry></feed>
"""


def cap(**changed: str) -> bytes:
    """Write a CAP alert, with some of its elements changed."""
    said = {
        "version": "1.2",
        "identifier": "A1",
        "sent": "2026-03-02T10:00:00-00:00",
        "status": "Actual",
        "msgType": "Alert",
        "references": "",
        "expires": "2026-03-03T10:00:00-00:00",
        "headline": "Airport of Porto Vento closed",
        "before": "",
    } | changed
    references = said["references"]
    more = f"<references>{references}</references>" if references else ""
    return f"""{said["before"]}<alert xmlns="urn:oasis:names:tc:emergency:cap:{said["version"]}">
<identifier>{said["identifier"]}</identifier><sender>civil.protection.example</sender>
<sent>{said["sent"]}</sent><status>{said["status"]}</status>
<msgType>{said["msgType"]}</msgType><scope>Public</scope>{more}
<info><language>en-GB</language><category>Transport</category><event>Closure</event>
<urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
<expires>{said["expires"]}</expires><senderName>Civil Protection</senderName>
<headline>{said["headline"]}</headline>
<description>The airport is closed. All flights are suspended.</description>
<area><areaDesc>Porto Vento</areaDesc></area></info></alert>
""".encode()


OLD_CAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.1">
<cap:identifier>PV-2009-0612-1</cap:identifier><cap:sender>harbour@porto.example</cap:sender>
<cap:sent>2009-06-12T13:03:20.5-04:00</cap:sent><cap:status>Actual</cap:status>
<cap:msgType>Alert</cap:msgType><cap:scope>Public</cap:scope><cap:note>Made up.</cap:note>
<cap:info><cap:category>Met</cap:category><cap:category>Transport</cap:category>
<cap:event>Storm</cap:event><cap:responseType>Prepare</cap:responseType>
<cap:urgency>Expected</cap:urgency><cap:severity>Severe</cap:severity>
<cap:certainty>Very Likely</cap:certainty><cap:eventCode>
<cap:valueName>SAME</cap:valueName><cap:value>SVR</cap:value></cap:eventCode>
<cap:effective>2009-06-12T13:03:00-04:00</cap:effective>
<cap:expires>2009-06-12T21:00:00-04:00</cap:expires>
<cap:senderName>Harbour master</cap:senderName>
<cap:headline>Harbour of Porto Vento closed</cap:headline>
<cap:description>The ferry does not sail.</cap:description>
<cap:parameter><cap:valueName>WMO</cap:valueName><cap:value></cap:value></cap:parameter>
<cap:resource><cap:resourceDesc>Chart</cap:resourceDesc>
<cap:uri>http://porto.example/chart</cap:uri></cap:resource>
<cap:area><cap:areaDesc>Porto Vento</cap:areaDesc><cap:circle>50.0,30.0 10</cap:circle>
<cap:geocode><cap:valueName>FIPS6</cap:valueName><cap:value>000000</cap:value></cap:geocode>
<cap:altitude>below 300 feet</cap:altitude></cap:area></cap:info></cap:alert>
"""
"""A CAP 1.1 alert of a shape that CAP 1.2 does not have."""


def us_record(**changed: Any) -> dict[str, Any]:
    """Give one record of the US travel-advisory interface."""
    return {
        "Title": "Niger - Level 4: Do Not Travel",
        "Link": "https://travel.example/niger.html",
        "Category": ["NG"],
        "Summary": BODY,
        "id": "niger",
        "Published": "2026-03-02T00:00:00-05:00",
        "Updated": "2026-03-02T00:00:00-05:00",
    } | changed


def us_json(*records: dict[str, Any]) -> bytes:
    """Write a copy of the US feed as JSON."""
    return json.dumps(records or (us_record(),)).encode()


US_RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>travel.state.gov: Travel Advisories</title>
<link>https://travel.example/</link><description>x</description>
<item><title>Nigeria - Level 3: Reconsider Travel</title><link>https://travel.example/nigeria.html</link>
<pubDate>Mon, 02 Mar 2026</pubDate>
<category domain="Threat-Level">Level 3: Reconsider Travel</category>
<category domain="Country-Tag">NI</category>
<description>&lt;p&gt;Reconsider travel because of crime, terrorism and unrest.&lt;/p&gt;</description></item>
</channel></rss>"""


def uk_json(**details: Any) -> bytes:
    """Write the GOV.UK advice for one country."""
    return json.dumps(
        {
            "base_path": "/foreign-travel-advice/ukraine",
            "title": "Ukraine travel advice",
            "document_type": "travel_advice",
            "public_updated_at": "2026-03-02T18:00:00+00:00",
            "details": {
                "country": {"name": "Ukraine", "slug": "ukraine"},
                "alert_status": ["avoid_all_travel_to_parts"],
                "change_description": "FCDO now advises against all travel to the east.",
                "summary": "<p>Read this with our advice on how to leave.</p>" * 8,
                "parts": [
                    {"title": "Safety", "body": "<p>The airspace is closed.</p>"}
                ],
                "change_history": [
                    {"public_timestamp": "2026-03-02T18:00:00Z", "note": "East added."}
                ],
            }
            | details,
        }
    ).encode()


def message(**changed: Any) -> dict[str, Any]:
    """Give one message of a Telegram export."""
    return {
        "id": 7,
        "type": "message",
        "date": "2026-03-02T13:00:00",
        "date_unixtime": "1772445600",
        "from": "Vento Watch",
        "text": "The crossing at the river is closed.",
    } | changed


def telegram(*messages: dict[str, Any]) -> bytes:
    """Write a Telegram export of one channel."""
    return json.dumps(
        {
            "name": "Vento Watch",
            "type": "public_channel",
            "id": 99,
            "messages": messages or (message(),),
        }
    ).encode()


MAIL = b"""From: Duty Officer <duty@mission.example>
To: post@mission.example
Subject: =?utf-8?q?Families_leave_on_Friday_=C3=A0_midi?=
Date: Mon, 02 Mar 2026 10:00:00 +0100
Message-ID: <1@mission.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

The other mission sends its families home on Friday.
--b
Content-Type: text/html; charset=utf-8

<p>The other mission sends its families home on Friday.</p>
--b--
"""
MBOX = b"".join(
    b"From duty@mission.example Mon Mar  2 10:00:00 2026\n"
    + MAIL.replace(b"<1@", b"<%d@" % n).replace(b"on Friday", b"on day %d" % n)
    + b"\n"
    for n in (1, 2, 3)
)


def pdf(text: str = "The consulate is closed until further notice.") -> bytes:
    """Write a PDF of one page that says *text*."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Notice) /CreationDate (D:20260302100000Z) >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(out))
    )


SAMPLES: dict[str, tuple[Kind, str, bytes]] = {
    "text": (Kind.TEXT, "a.txt", TEXT),
    "page": (Kind.PAGE, "a.html", PAGE),
    "rss": (Kind.FEED, "a.rss", RSS),
    "atom": (Kind.FEED, "a.xml", ATOM),
    "cap": (Kind.CAP, "alert.xml", cap()),
    "cap 1.1": (Kind.CAP, "old.xml", OLD_CAP),
    "us json": (Kind.US_ADVISORY, "us.json", us_json()),
    "us rss": (Kind.US_ADVISORY, "us.xml", US_RSS),
    "uk": (Kind.UK_ADVICE, "ukraine.json", uk_json()),
    "telegram": (Kind.TELEGRAM, "result.json", telegram()),
    "mail": (Kind.MAIL, "a.eml", MAIL),
    "mbox": (Kind.MAIL, "in.mbox", MBOX),
    "pdf": (Kind.PDF, "a.pdf", pdf()),
}
"""One file of every kind: its kind, its name and its bytes."""


def read(
    data: bytes, name: str, *, seen: datetime = SEEN, zone: tzinfo = UTC
) -> tuple[list[Arrival], list[Fault]]:
    """Read *data* as the file *name*: what it holds, and what is wrong with it."""
    incoming = Incoming(name=name, stream=io.BytesIO(data), observed=seen, zone=zone)
    found = list(arrivals_in(incoming))
    return (
        [one for one in found if isinstance(one, Arrival)],
        [one for one in found if isinstance(one, Fault)],
    )


def only(data: bytes, name: str, **given: Any) -> Arrival:
    """Read the one document that *data* holds, with nothing wrong."""
    (arrival,), faults = read(data, name, **given)
    assert faults == []
    return arrival


def refused(data: bytes, name: str) -> str:
    """Read *data* that holds no document, and give what is said of it."""
    arrivals, (one,) = read(data, name)
    assert arrivals == []
    return one.message
