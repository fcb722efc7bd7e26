"""Indicators: what each is seen in, what it is not seen in, and in what sense."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.watch.documents import reading_of

from exeunt.model.signals import Direction
from exeunt.watch.indicators import _by_group, library


# One sentence, and what is to be seen in it.
SEEN = """
Russia has massed about 90,000 troops near the border with Ukraine.                     | troop_buildup reported
Satellite pictures show columns of tanks close to the frontier.                         | troop_buildup reported
Eritrean troops have arrived in neighbouring Chad.                                      | troops_to_neighbour reported
The navy began live-fire exercises in the strait.                                       | military_exercise reported
The government put the armed forces on high alert.                                      | forces_on_alert reported
Some of the troops near the border are returning to their bases, the army said.         | troops_withdraw_claim reported
Shelling hit three villages along the line of contact.                                  | border_incident_shelling reported
Heavy fighting broke out in the capital overnight.                                      | armed_clashes reported
Rebels seized the town of Sake and are advancing on the city.                           | armed_clashes reported
The army launched a full-scale invasion before dawn.                                    | attack_begins reported
A cyber attack took down the websites of two ministries.                                | cyber_attack reported
A car bomb exploded near the ministry.                                                  | sabotage_or_bombing reported
Gunmen attacked a diplomatic convoy on the airport road.                                | attack_on_foreigners reported
Officials warned that an invasion could begin within days.                              | invasion_warning reported
The rebels gave the army 48 hours to leave the city.                                    | ultimatum_demands reported
Moscow recognised the breakaway republics as independent.                               | hostile_recognition reported
The president signed a decree that annexed the province.                                | annexation reported
London exposed a plot to overthrow the government.                                      | regime_change_plot reported
The separatists asked Moscow for military help.                                         | help_requested_by_proxy reported
Washington threatened severe sanctions.                                                 | sanctions_threat reported
Britain is sending anti-tank weapons to the army.                                       | military_aid reported
The Kremlin denied that it plans to attack.                                             | denial_of_intent reported
Kyiv called the decision to leave premature.                                            | alarm_called_premature reported
The authorities closed the airspace to civil flights.                                   | airspace_closed reported
The airport has been shut since Monday.                                                 | airport_closed reported
Lufthansa suspended all flights to Beirut.                                              | airline_suspends reported
Ethiopian Airlines will resume flights to Asmara on Monday.                             | airline_resumes reported
Insurers are withdrawing war-risk cover for flights over the country.                   | insurer_or_lessor_withdraws reported
The government set aside money to guarantee flights.                                    | flights_guaranteed reported
A charter flight took 120 citizens out of the country.                                  | charter_or_evacuation_flight reported
Queues of ten kilometres formed at the border crossing.                                 | border_queue reported
Niger closed its land borders.                                                          | border_closed reported
The road to the coast is blocked by armed men.                                          | road_blocked reported
The port was closed after an attack.                                                    | port_closed reported
Men aged 18 to 60 are banned from leaving the country.                                  | exit_restricted reported
Petrol stations in the city have run dry.                                               | fuel_shortage reported
Air fares have doubled since last week.                                                 | fares_rise reported
Banks have closed and food is running short.                                            | cash_or_food_shortage reported
The internet was cut across the country.                                                | comms_outage reported
Parliament declared a state of emergency.                                               | state_of_emergency reported
The president declared martial law.                                                     | martial_law reported
The army called up 36,000 reservists.                                                   | mobilisation reported
A night curfew was imposed on the capital.                                              | curfew reported
Soldiers seized power and detained the president.                                       | coup reported
Riots and looting spread through the suburbs.                                           | unrest reported
The president fled the country.                                                         | government_falls reported
Separatist leaders announced a mass evacuation of civilians to Russia.                  | mass_evacuation_other_side reported
Russia has evacuated most of its embassy staff from Kyiv.                               | other_side_withdraws_diplomats reported
The embassy held a radio check and completed its rosters.                               | embassy_preparation reported
The government is doing contingency planning for an evacuation.                         | contingency_planning reported
The embassy issued a security alert.                                                    | security_alert reported
The embassy has asked Washington to approve the departure of families.                  | embassy_request_departure reported
The State Department ordered embassy families to leave.                                 | embassy_draws_down reported
The embassy has moved its operations to Lviv.                                           | embassy_relocates reported
The U.S. Embassy suspended its operations.                                              | embassy_suspends reported
The embassy reopened in the capital.                                                    | embassy_reopens reported
Staff destroyed classified documents and equipment at the embassy.                      | destruction_of_material reported
Consular services will end on Sunday.                                                   | consular_services_end planned
The White House told Americans to leave the country now.                                | citizens_told_to_leave reported
The government will not be able to evacuate citizens.                                   | no_evacuation_to_expect reported
The UN has evacuated non-essential staff.                                               | staff_recalled_un_ngo reported
Germany is withdrawing the families of its diplomats.                                   | peer_departure reported
France said that its embassy would remain open.                                         | peer_does_not_follow reported
The two sides agreed to hold a further round of talks.                                  | talks_agreed reported
The talks ended without a breakthrough.                                                 | talks_held_without_result reported
The peace talks collapsed on Friday.                                                    | talks_failed reported
NATO rejected the demands.                                                              | demands_refused reported
Both sides reported progress in the talks.                                              | diplomacy_reported_progress reported
The parties agreed to a ceasefire.                                                      | ceasefire reported
The ceasefire collapsed after two days.                                                 | ceasefire_broken reported
The curfew was lifted and the airport reopened.                                         | order_restored reported
The two ministers held talks in Geneva on Monday.                                        | talks_held reported
The foreign minister spoke by phone with his counterpart.                               | talks_held reported
Kyiv accused Moscow of preparing an attack.                                             | accusation reported
The Union condemned the shelling of the village.                                        | accusation reported
The general vowed to retaliate against any strike.                                      | threat_of_force reported
Moscow promised a military-technical response.                                          | threat_of_force reported
The Union imposed new sanctions on two banks.                                           | sanctions_imposed reported
London froze the assets of five oligarchs.                                              | sanctions_imposed reported
Algeria severed diplomatic relations with Morocco.                                      | relations_cut reported
Paris recalled its ambassador from Canberra.                                            | relations_cut reported
The government expelled ten diplomats.                                                  | relations_cut reported
Two aid workers were detained at a checkpoint.                                          | detention_of_foreigners reported
Police arrested an embassy employee on Friday.                                          | detention_of_foreigners reported
Hundreds of opposition members were arrested overnight.                                 | crackdown reported
Police fired tear gas at protesters near the square.                                    | crackdown reported
The navy imposed a blockade of the coast.                                               | blockade reported
Rebels encircled the town and cut its roads.                                            | blockade reported
Pilots reported that GPS was jammed over the Black Sea.                                 | navigation_jamming reported
Electricity was cut across the capital.                                                 | utilities_outage reported
The American school closed and sent pupils home.                                        | schools_close reported
The rebels released four hostages.                                                      | prisoners_released reported
The sides exchanged 200 prisoners of war.                                               | prisoners_released reported
A humanitarian corridor opened at noon.                                                 | humanitarian_aid reported
Washington reaffirmed its support for the country's sovereignty.                        | allies_support reported
The company ordered its expatriate workers to leave the country.                  | company_departs reported
Turkish troops have arrived in Azerbaijan, officials said.                        | troops_to_neighbour reported
Ethiopia massed troops in and around Humera.                                      | troop_buildup reported
Two more towns fell to the Taliban on Sunday.                                     | armed_clashes reported
The rebels took Saraqib and reached the outskirts of Hama.                        | armed_clashes reported
"""

# One sentence, one indicator of it, and its sense ("none": it is not seen).
SENSES = """
The ministry denied that the airspace was closed.                                 | airspace_closed | denied
The airspace is not closed, the ministry said.                                    | airspace_closed | denied
Airlines fear that the airspace could be closed.                                  | airspace_closed | contingency
If fighting spreads, the airport may be closed.                                   | airport_closed | contingency
The airport will be closed on Saturday.                                           | airport_closed | planned
The airport was shut during the war of 2006.                                      | airport_closed | historic
In 2014 Lufthansa suspended its flights to the city.                              | airline_suspends | historic
Lufthansa has not suspended its flights to Kyiv.                                  | airline_suspends | denied
Lufthansa is considering whether to suspend flights to Kyiv.                      | airline_suspends | contingency
The ordered departure of embassy families was lifted.                             | embassy_draws_down | lifted
The embassy has no plans to evacuate its staff.                                   | embassy_draws_down | denied
The embassy could suspend operations if the road is cut.                          | embassy_suspends | contingency
There was no fighting in the capital, the army said.                              | armed_clashes | denied
The government denied that rebels had seized the airport.                         | airport_closed | denied
The president will not declare martial law, his office said.                      | martial_law | denied
The UK has closed its embassy.                                                    | embassy_suspends | none
The Japanese embassy told its nationals to leave.                                 | citizens_told_to_leave | none
The airline will resume flights when the airport reopens.                         | airline_suspends | none
Observe the nightly curfew and avoid crowds.                                      | curfew | none
The bank rose by two percent and shares in Shell fell.                            | border_incident_shelling | none
The road to Port Sudan is closed.                                                 | port_closed | none
Rebels seized the city and its airport.                                           | airport_closed | none
The police fight corruption in the capital.                                       | armed_clashes | none
The shop closed early on Sunday.                                                  | airport_closed | none
The government of the province called for calm.                                   | ultimatum_demands | none
She took charge of the water company.                                             | cash_or_food_shortage | none
The team won the final in the capital.                                            | attack_begins | none
"""


def _seen(text: str, **given: str) -> list[str]:
    return [
        f"{i.indicator} {i.realis.value}" for i in reading_of(text, **given).indicators
    ]


@pytest.mark.parametrize("row", SEEN.strip().splitlines())
def test_an_indicator_is_seen_in_a_sentence_that_says_it(row: str) -> None:
    text, _, expected = row.partition("|")
    assert expected.strip() in _seen(text.strip())


def test_every_indicator_has_a_sentence_that_shows_it() -> None:
    shown = {row.rpartition("|")[2].split()[0] for row in SEEN.strip().splitlines()}
    assert shown == set(library())


@pytest.mark.parametrize("row", SENSES.strip().splitlines())
def test_a_thing_denied_or_feared_or_past_is_not_reported_as_so(row: str) -> None:
    text, wanted, sense = (part.strip() for part in row.split("|"))
    senses = [
        i.realis.value for i in reading_of(text).indicators if i.indicator == wanted
    ]
    assert senses == ([] if sense == "none" else [sense])


def test_another_states_mission_is_a_peers() -> None:
    text = "The British embassy has suspended its operations in Kyiv."
    assert _seen(text) == ["peer_departure reported"]
    assert _seen(text, home="GB") == ["embassy_suspends reported"]


def test_the_host_is_no_peer() -> None:
    text = "Germany told its citizens to leave Ukraine."
    assert "peer_departure reported" in _seen(text)
    text = "Ukraine told its citizens to leave the eastern districts."
    assert "peer_departure reported" not in _seen(text)


def test_every_pattern_can_be_reached_by_its_pieces_of_words() -> None:
    unreachable = [
        one.id
        for one in library().values()
        if not one.about or any(piece != piece.lower() for piece in one.about)
    ]
    assert unreachable == []


def test_no_pattern_may_run_without_end() -> None:
    """A repeated group within a repeated group can take exponential time."""
    nested = re.compile(r"\([^()]*[*+]\)[*+]")
    found = [
        one.id
        for one in library().values()
        for parts in one.patterns
        for pattern in (*parts, *one.but_not)
        if nested.search(pattern)
    ]
    assert found == []


def test_the_library_points_both_ways() -> None:
    counted = Counter(one.direction for one in library().values())
    assert counted[Direction.ESCALATORY] > counted[Direction.DE_ESCALATORY] >= 10


def test_every_indicator_is_found_by_what_it_is_about() -> None:
    found = {one.id for rows in _by_group().values() for _, one, _ in rows}
    assert found == library().keys()
