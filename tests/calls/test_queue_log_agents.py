"""What was an agent doing, according to a queue log (domain.md 2.3, P7 to P12)?"""

import pytest
from support.queue_logs import hear

from rules.calls import AgentState, Flag, State

IN, OUT = State.LOGGED_IN, State.NOT_READY


def told(log: str) -> list[tuple[str, State, int, int | None]]:
    return [brief(one) for one in states(log)]


def states(log: str) -> list[AgentState]:
    return sorted(hear(log).states, key=lambda one: (one.from_at, one.queue, one.state))


def brief(one: AgentState) -> tuple[str, State, int, int | None]:
    ends = int(one.to_at.timestamp()) if one.to_at else None
    return one.queue, one.state, int(one.from_at.timestamp()), ends


def line(at: int, queue: str, event: str, *data: object, agent: str = "Anna", call: str = "NONE") -> str:
    return "|".join(map(str, (at, call, queue, agent, event, *data))) + "\n"


def test_a_session_runs_from_login_to_logoff() -> None:
    for name in ("AGENT", "AGENTCALLBACK"):
        log = line(100, "NONE", f"{name}LOGIN", "SIP/1") + line(900, "NONE", f"{name}LOGOFF", "SIP/1", 800)
        (one,) = states(log)
        assert (brief(one), one.key, one.flags) == (("", IN, 100, 900), "Anna||logged_in|100|0", ())


def test_members_come_and_go_by_queue_and_their_pause_ends_with_them() -> None:
    log = (
        line(100, "a", "ADDMEMBER", "", call="CLI")
        + line(110, "b", "ADDMEMBER", "PAUSED")
        + line(200, "a", "PAUSE", "tea")
        + line(300, "a", "REMOVEMEMBER")
        + line(400, "b", "REMOVEMEMBER")
    )
    assert told(log) == [("a", IN, 100, 300), ("b", IN, 110, 400), ("b", OUT, 110, 400), ("a", OUT, 200, 300)]


def test_a_pause_in_all_queues_stands_beside_those_it_causes() -> None:
    log = (
        line(100, "a", "ADDMEMBER")
        + line(200, "NONE", "PAUSEALL", "lunch")
        + line(200, "a", "PAUSE", "lunch")
        + line(260, "NONE", "UNPAUSEALL")
        + line(260, "a", "UNPAUSE")
        + line(300, "a", "REMOVEMEMBER")
    )
    assert told(log) == [("a", IN, 100, 300), ("", OUT, 200, 260), ("a", OUT, 200, 260)]
    assert {one.reason for one in states(log)} == {"", "lunch"}


def test_a_pause_told_again_goes_on_and_another_reason_begins_anew() -> None:
    """P10: and the UNPAUSE may have no reason."""
    log = line(50, "a", "ADDMEMBER") + line(100, "a", "PAUSE", "tea") + line(120, "a", "PAUSE", "tea")
    log += line(150, "a", "PAUSE", "training") + line(180, "a", "UNPAUSE")
    pauses = [(brief(one), one.reason) for one in states(log) if one.state is OUT]
    assert pauses == [(("a", OUT, 100, 150), "tea"), (("a", OUT, 150, 180), "training")]


RESTART = line(500, "NONE", "QUEUESTART", agent="NONE")
BEFORE = line(100, "NONE", "AGENTLOGIN", "SIP/1") + line(400, "NONE", "CONFIGRELOAD", agent="NONE")


@pytest.mark.parametrize("seconds", [798, 800, 802])
def test_a_session_that_its_logoff_proves_outlives_a_restart(seconds: int) -> None:
    """P7: the logoff tells how long the session was."""
    (one,) = states(BEFORE + RESTART + line(900, "NONE", "AGENTLOGOFF", "SIP/1", seconds))
    assert (brief(one), one.flags) == (("", IN, 100, 900), ())


def test_a_session_that_nothing_proves_ends_before_the_restart() -> None:
    """P7: at the last sign before it, and marked."""
    (one,) = states(BEFORE + RESTART)
    assert (brief(one), one.flags) == (("", IN, 100, 400), (Flag.ESTIMATED_END, Flag.OPEN_END))
    first, second = states(
        BEFORE + RESTART + line(600, "NONE", "AGENTLOGIN") + line(900, "NONE", "AGENTLOGOFF", "", 300)
    )
    assert (brief(first), first.flags) == (("", IN, 100, 400), (Flag.ESTIMATED_END,))
    assert (brief(second), second.flags) == (("", IN, 600, 900), ())
    first, second = states(BEFORE + RESTART + line(900, "NONE", "AGENTLOGOFF", "", 200))
    assert (brief(first), first.flags) == (("", IN, 100, 400), (Flag.ESTIMATED_END,))
    assert (brief(second), second.flags) == (("", IN, 700, 900), (Flag.INFERRED,))


def test_whoever_takes_a_call_after_the_restart_was_still_there() -> None:
    log = line(100, "a", "ADDMEMBER") + RESTART
    assert told(log) == [("a", IN, 100, 100)]
    call = line(600, "a", "ENTERQUEUE", "", "1", agent="NONE", call="5.1") + line(
        610, "a", "CONNECT", 10, "x", 1, call="5.1"
    )
    (one,) = states(log + call)
    assert (brief(one), one.flags) == (("a", IN, 100, None), (Flag.OPEN_END,))


def test_what_is_open_at_the_end_has_no_end() -> None:
    """P8."""
    one, pause = states(line(100, "a", "ADDMEMBER") + line(200, "a", "PAUSE", "tea"))
    assert (brief(one), brief(pause)) == (("a", IN, 100, None), ("a", OUT, 200, None))
    assert one.flags == pause.flags == (Flag.OPEN_END,)


def test_a_member_who_never_logs_in_is_there_from_the_first_sign_to_the_last() -> None:
    """P9: static members have no ADDMEMBER."""
    log = line(100, "a", "RINGNOANSWER", 3000, call="1.1") + line(900, "a", "UNPAUSE")
    (one,) = states(log)
    assert (brief(one), one.flags) == (("", IN, 100, None), (Flag.INFERRED, Flag.OPEN_END))
    late = line(90_000, "a", "ENTERQUEUE", "", "1", agent="NONE", call="9.9")
    (one,) = states(
        line(100, "a", "RINGNOANSWER", 3000, call="1.1") + line(900, "a", "RINGNOANSWER", 1, call="1.1") + late
    )
    assert (brief(one), one.flags) == (("", IN, 100, 900), (Flag.INFERRED, Flag.ESTIMATED_END))


def test_a_logoff_without_a_login_tells_the_session_by_its_seconds() -> None:
    (one,) = states(line(900, "NONE", "AGENTLOGOFF", "SIP/1", 600))
    assert (brief(one), one.flags) == (("", IN, 300, 900), (Flag.INFERRED,))


def test_a_pause_does_not_survive_a_restart_unless_somebody_ends_it() -> None:
    """P11."""
    log = line(100, "a", "ADDMEMBER") + line(200, "a", "PAUSE", "tea") + RESTART
    _, pause = states(log)
    assert (brief(pause), pause.flags) == (("a", OUT, 200, 200), (Flag.ESTIMATED_END, Flag.OPEN_END))
    _, pause = states(log + line(700, "a", "UNPAUSE"))
    assert (brief(pause), pause.flags) == (("a", OUT, 200, 700), ())


def test_after_call_work_comes_from_its_event_or_from_the_reason_of_a_pause() -> None:
    """P12."""
    log = line(50, "a", "ADDMEMBER") + line(100, "a", "WRAPUPSTART", 30) + line(200, "a", "PAUSE", "话后处理")
    log += line(220, "a", "UNPAUSE")
    assert told(log)[1:] == [("a", State.ACW, 100, 130), ("a", State.ACW, 200, 220)]


def test_names_stay_as_the_log_has_them() -> None:
    """P15: who they are, the table of names says."""
    names = {"Agent/1127", "Local/1127@callback-agent", "PJSIP/1127"}
    log = "".join(line(100 + n, "a", "ADDMEMBER", agent=name) for n, name in enumerate(sorted(names)))
    assert {one.agent for one in states(log)} == names
