"""Events: who did what to whom, as one sentence has it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.documents import reading_of
from tests.watch.event_labels import SHARED, THREE, Coded, Triple, own, plover, score

from exeunt.watch.event_words import deeds, triggers
from exeunt.watch.events import events_in


def coded(text: str) -> list[Triple]:
    return [(e.code, e.source, e.target) for e in reading_of(text).events]


@pytest.mark.parametrize("one", list(own()), ids=lambda one: one.text[:40])
def test_a_plain_sentence_is_coded(one: Coded) -> None:
    assert one.triples <= {
        triple
        for code, source, target in coded(one.text)
        for triple in ((code, source, target), (code, target, source))
    }


@pytest.mark.skipif(not SHARED.exists(), reason="the hand-coded sentences are not here")
@pytest.mark.parametrize(("kept", "floor"), [(False, 0.79), (True, 0.62)])
def test_the_hand_coded_sentences_reach_what_they_did(kept: bool, floor: float) -> None:
    def three(text: str) -> list[Triple]:
        return [(c, THREE.get(a, a), THREE.get(b, b)) for c, a, b in coded(text)]

    reached, _ = score((s for s in plover() if s.kept is kept), three)

    assert reached >= floor


def test_what_is_done_with_one_another_goes_both_ways() -> None:
    assert coded("France and Egypt held talks on Monday.") == [
        ("04", "FR", "EG"),
        ("04", "EG", "FR"),
    ]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Kenya sent food aid to Somalia.", "AID"),
        ("Kenya will send food aid to Somalia.", "AGREE"),
        ("Kenya will not send food aid to Somalia.", "REJECT"),
        ("Kenya closed its border with Somalia.", "SANCTION"),
        ("Kenya will close its border with Somalia.", "THREATEN"),
    ],
)
def test_what_is_only_meant_is_told_from_what_is_done(text: str, root: str) -> None:
    assert [e.root for e in events_in(text)][:1] == [root]


def test_a_passive_turns_the_sides() -> None:
    text = "Two Polish teachers were kidnapped by Syrian gunmen."
    assert [(e.source, e.target) for e in events_in(text)] == [("SY", "PL")]


def test_who_only_reports_is_no_side() -> None:
    text = "Chad accused Sudan of arming rebels, the Libyan news agency said on Friday."
    assert [(e.source, e.target) for e in events_in(text)] == [("TD", "SD")]


def test_a_sentence_without_sides_has_no_event() -> None:
    assert events_in("The committee met and agreed to meet again.") == ()


def test_offsets_are_of_the_words_that_say_it() -> None:
    text = "Prices rose. Armenia accused Azerbaijan of shelling two villages."
    (event,) = reading_of(text).events
    assert text[event.start : event.end] == "accused"


def test_every_turn_leads_to_a_kind_of_event() -> None:
    known = deeds()
    turns = {to for deed in known.values() for to in deed.turned.values()}
    assert turns <= known.keys()


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    events_in(text)
    events_in(f"Iran {text} Iraq")


def test_the_verbs_of_the_library_are_all_reachable() -> None:
    said = "Israel rebuffed Syria, accused Iran, shelled Gaza and expelled diplomats."
    assert len({t.deed.root for t in triggers(said)}) >= 4


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Russia's invasion of Ukraine entered its second week.", "FIGHT RU UA"),
        ("Israel's strikes on Iran killed dozens.", "FIGHT IL IR"),
        ("Talks between Washington and Moscow were held in Geneva.", "CONSULT US RU"),
        ("A visit by the Egyptian president to Turkey ended.", "CONSULT EG TR"),
        ("French criticism of Mali's junta grew louder.", "ACCUSE FR ML"),
        ("Kyiv was bombed by Russian planes overnight.", "FIGHT RU UA"),
        ("A pro-Iranian militia shelled Israel from Lebanon.", "FIGHT LB IL"),
    ],
)
def test_nouns_and_the_passive_say_it_too(sentence: str, event: str) -> None:
    found = reading_of(sentence, country="XX").events
    assert event in {f"{e.root} {e.source} {e.target}" for e in found}
