"""Is a handbook file taken as it is meant, and refused with every bad key?"""

from datetime import time, timedelta

import pytest
from support.cast import MORNING, ZONE
from support.house import WORDS

from rules import handbook
from rules.handbook import BadHandbook, BreakKind
from views.words import LANGUAGES

SHIPPED = handbook.DEFAULT_FILE.read_text("utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The shipped file with some lines rewritten; what is to be rewritten must be there."""
    text = SHIPPED
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def wrong(text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadHandbook) as bad:
        handbook.read(text)
    return [(problem.path, problem.key.removeprefix("handbook-")) for problem in bad.value.problems]


def test_the_shipped_file_is_the_handbook() -> None:
    book = handbook.read(SHIPPED)
    breaks = book.breaks
    assert (book.shifts.review_at, book.shifts.sign_in_at) == (time(8, 15), time(8, 25))
    assert (breaks.tokens_per_team, breaks.tokens_per_team_at_most) == (1, 1)
    assert breaks.protected == timedelta(minutes=30)
    assert breaks.default == BreakKind("short", timedelta(minutes=15), token=True, counted=True)
    assert breaks.kinds["lunch"] == BreakKind("lunch", timedelta(minutes=30), token=False, counted=False)
    assert not breaks.kinds["urgent"].token
    assert (book.digests.answer_within_s, book.digests.short_abandon_s) == (20, 5)
    assert {"meeting", "会议"} <= book.digests.work_reasons


def test_a_site_may_add_a_kind_and_make_it_the_usual_one() -> None:
    smoke = "[breaks.kinds.smoke]\nlength_minutes = 5\ntoken = true\ncounted = true\n"
    book = handbook.read(changed(('default_kind = "short"', 'default_kind = "smoke"')) + smoke)
    assert book.breaks.default.length == timedelta(minutes=5)
    assert set(book.breaks.kinds) == {"short", "lunch", "urgent", "smoke"}


def test_a_time_may_be_written_without_quotes() -> None:
    assert handbook.read(changed(('"08:15"', "08:16:00"))).shifts.review_at == time(8, 16)


BAD = {
    "a word for a number": (("protected_minutes = 30", 'protected_minutes = "30"'), "not-a-count"),
    "a fraction": (("protected_minutes = 30", "protected_minutes = 30.5"), "not-a-count"),
    "yes for a number": (("protected_minutes = 30", "protected_minutes = true"), "not-a-count"),
    "below the least": (("protected_minutes = 30", "protected_minutes = -1"), "not-a-count"),
    "above the most": (("protected_minutes = 30", "protected_minutes = 241"), "not-a-count"),
    "left out": (("protected_minutes = 30", ""), "missing-key"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_number_must_be_a_whole_one_within_reason(name: str) -> None:
    change, sentence = BAD[name]
    assert wrong(changed(change)) == [("breaks.protected_minutes", sentence)]


@pytest.mark.parametrize("minutes", [0, 30, 240])
def test_the_bounds_themselves_are_allowed(minutes: int) -> None:
    book = handbook.read(changed(("protected_minutes = 30", f"protected_minutes = {minutes}")))
    assert book.breaks.protected == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("token = true", "token = 1"), ("breaks.kinds.short.token", "not-yes-no")),
        (("counted = true", 'counted = "yes"'), ("breaks.kinds.short.counted", "not-yes-no")),
        (('"08:15"', '"quarter past eight"'), ("shifts.review_at", "not-a-time")),
        (('"08:15"', '"25:00"'), ("shifts.review_at", "not-a-time")),
        (('"08:15"', '"08:15+08:00"'), ("shifts.review_at", "not-a-time")),
        (('"08:15"', "1200"), ("shifts.review_at", "not-a-time")),
        (('default_kind = "short"', 'default_kind = "nap"'), ("breaks.default_kind", "not-one-of")),
        (('default_kind = "short"', 'default_kind = "lunch"'), ("breaks.default_kind", "not-one-of")),
        (("tokens_per_team = 1 ", "tokens_per_team = 2 "), ("breaks.tokens_per_team", "not-a-count")),
        (
            ("exception_after_minutes = 10", "exception_after_minutes = 2"),
            ("breaks.exception_after_minutes", "not-a-count"),
        ),
        (("answer_within_seconds = 20", "answer_within_seconds = 0"), ("digests.answer_within_seconds", "not-a-count")),
        (('login_rate = "login_rate"', 'login_rate = "people"'), ("digests.login_rate", "not-one-of")),
        (('work_reasons = ["meeting"', 'work_reasons = ["meeting", 5'), ("digests.work_reasons", "not-words")),
        (('acw_reasons = ["acw"', 'acw_reasons = ["acw", " "'), ("digests.acw_reasons", "not-words")),
        (("[shifts]", "[shifts]\nsign_inn_at = 5"), ("shifts.sign_inn_at", "unknown-key")),
        (("[shifts]", "[coffee]\n[shifts]"), ("coffee", "unknown-key")),
        (("[breaks]", "[breaks.kinds.smoke]\n[breaks]"), ("breaks.kinds.smoke", "unknown-key")),
    ],
)
def test_a_bad_key_is_named(change: tuple[str, str], found: tuple[str, str]) -> None:
    assert wrong(changed(change)) == [found]


def test_every_bad_key_is_named_at_once() -> None:
    text = changed(("protected_minutes = 30", ""), ("token = true", "token = 1"), ('"08:15"', '"8"'))
    assert sorted(wrong(f"nonsense = 1\n{text}")) == [
        ("breaks.kinds.short.token", "not-yes-no"),
        ("breaks.protected_minutes", "missing-key"),
        ("nonsense", "unknown-key"),
        ("shifts.review_at", "not-a-time"),
    ]


def test_an_empty_file_lacks_everything_by_name() -> None:
    missing = wrong("")
    assert {sentence for _, sentence in missing} == {"missing-key"}
    assert {"breaks.kinds.lunch.length_minutes", "breaks.kinds.urgent.token", "shifts.review_at"} <= {
        path for path, _ in missing
    }


def test_what_is_no_toml_says_where() -> None:
    with pytest.raises(BadHandbook) as bad:
        handbook.read("[breaks\n")
    assert "line 1" in str(bad.value.problems[0].facts["why"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_can_be_said(language: str) -> None:
    t = WORDS.reader(language, ZONE, MORNING)
    several = changed(
        ("protected_minutes = 30", "protected_minutes = 999"), ("token = true", "x = 1"), ('["acw"', '["acw", 1')
    )
    for text in ("", "[breaks\n", several):
        with pytest.raises(BadHandbook) as bad:
            handbook.read(text)
        for problem in bad.value.problems:
            assert problem.path in t.plain(problem.key, path=problem.path, **problem.facts)
