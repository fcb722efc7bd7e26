"""The post as it was known."""

from __future__ import annotations

from datetime import timedelta

from tests.make import H_HOUR, a_post, a_trip

from exeunt.model.known import as_known, as_planned, with_knowledge
from exeunt.model.plan import Plan
from exeunt.model.problem import post_sha256, problem_of


def a_plan_of_nothing(sha256: str) -> Plan:
    return Plan(
        post="Porto Vento",
        post_sha256=sha256,
        h_hour=H_HOUR,
        deadline_s=86_400,
        moving=("family",),
        trips=(a_trip(),),
    )


def test_a_shut_exit_is_open_no_more() -> None:
    post = as_known(a_post(), at=H_HOUR, shut={"home"})
    problem = problem_of(post, h_hour=H_HOUR, moving=("family",))
    assert problem.open["home"] == ()
    assert problem.open["haven"] != ()


def test_a_plan_leads_back_to_the_post_it_was_made_for() -> None:
    post = a_post()
    known = as_known(post, at=H_HOUR - timedelta(hours=1), shut=["home"])
    plan = with_knowledge(
        a_plan_of_nothing(post_sha256(known)),
        at=H_HOUR - timedelta(hours=1),
        shut=["home"],
    )
    assert post_sha256(as_planned(post, plan)) == plan.post_sha256
    assert post_sha256(post) != plan.post_sha256


def test_a_plan_that_says_nothing_of_it_is_for_the_post_as_it_stands() -> None:
    post = a_post()
    assert as_planned(post, a_plan_of_nothing(post_sha256(post))) == post
