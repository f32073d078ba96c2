"""The digest's picture in all its moods, in both languages."""

from collections.abc import Sequence

from views.digests_chart import Chart, Hours, Rate, Words

WORDS = {
    "zh-CN": Words("达标", "未达标", "未设目标", "无数据"),
    "en": Words("on target", "off target", "no target", "no data"),
}
_RATES = {
    "zh-CN": [("平均振铃时间", " 秒"), ("员工登陆率", " %"), ("员工未就绪率", " %"), ("工时利用率", " %")],
    "en": [("Average ring time", " s"), ("Login rate", " %"), ("Not-ready rate", " %"), ("Utilisation", " %")],
}
_HOURS = {
    "zh-CN": ("接起", "放弃", "服务水平（20 秒内接起）", "目标 {}", "没有来电"),
    "en": ("Answered", "Abandoned", "Service level (answered within 20 s)", "target {}", "No calls"),
}
_LONG = {
    "zh-CN": "工时利用率（通话含持线加事后处理，按在线时间计算）",
    "en": "Utilisation (talk, hold and after-call work over signed-in time)",
}
_TITLE = {"zh-CN": "全中心，11月24日", "en": "The centre, 24 Nov"}
LANGUAGES = tuple(WORDS)

RING = [8.2, 9.1, 7.9, 8.8, 12.4, 11.0, 9.7, 9.2, 8.4, 7.8]
LOGIN = [91.5, 92.0, 90.4, 95.2, 96.1, 94.4, 93.9, 88.2, 90.1, 89.4]
NOT_READY = [12.0, 13.5, 11.8, 14.9, 16.1, 15.2, 14.4, 13.0, 12.7, 11.9]
BUSY = [71.0, 70.2, 74.4, 78.8, 82.5, 80.1, 77.7, 76.0, 75.2, 79.9]
DAY = [3, 1, 0, 0, 2, 4, 11, 35, 88, 120, 134, 118, 76, 92, 121, 130, 109, 84, 60, 47, 33, 21, 12, 6]
LOST = [0, 0, 0, 0, 1, 0, 1, 2, 6, 14, 21, 9, 3, 5, 12, 16, 7, 4, 2, 2, 1, 0, 1, 0]
LEVELS = [100, 100, None, None, 66.7, 100, 91, 92, 84, 76, 62.5, 81, 93, 90, 79, 74, 86, 90, 94, 95, 97, 100, 91, 100]


def days(language: str, count: int) -> list[str]:
    return [f"11月{day}日" if language == "zh-CN" else f"{day} Nov" for day in range(25 - count, 25)]


def hours(language: str, which: Sequence[int] = range(24), target: float | None = 80, factor: int = 1) -> Hours:
    answered, abandoned, level, target_label, no_calls = _HOURS[language]
    return Hours(
        [f"{hour:02}:00" for hour in which],
        [DAY[hour] * factor for hour in which],
        [LOST[hour] * factor for hour in which],
        [LEVELS[hour] if factor else None for hour in which],
        target,
        answered,
        abandoned,
        level,
        "" if target is None else target_label.format(f"{target:g} %"),
        no_calls,
    )


def rate(
    language: str, number: int, values: Sequence[float | None], target: float | None, label: str | None = None
) -> Rate:
    """One of the four: ring time and not-ready rate are good when low."""
    name, unit = _RATES[language][number]
    shown = "" if target is None else _HOURS[language][3].format(f"{target:g}{unit}")
    value = values[-1] if values else None
    return Rate(label or name, value, days(language, len(values)), values, unit, target, shown, number in (1, 3))


def rates(language: str, newest: int = 10) -> list[Rate]:
    told = zip((RING, LOGIN, NOT_READY, BUSY), (10, 92, 15, 75), strict=True)
    return [rate(language, number, values[-newest:], target) for number, (values, target) in enumerate(told)]


def gappy(language: str) -> list[Rate]:
    return [
        rate(language, 0, [8.2, None, None, 9.1, None, 8.8, 8.9, None, None, 7.8], 10),
        rate(language, 1, [None] * 7 + [91.0, 92.5, None], 92),
        rate(language, 2, [None] * 10, 15),
        rate(language, 3, [None] * 10, None),
    ]


def extreme(language: str) -> list[Rate]:
    return [
        rate(language, 0, [1234.5, 980, 1100, 1240.1, 1300, 1288, 1234, 1250, 1245, 1234.5], 1234),
        rate(language, 1, [104.2, 101, 99, 118.5, 120.1, 117, 103, 109, 111, 112.4], 92),
        rate(language, 2, [0.0] * 10, 0),
        rate(language, 3, BUSY, None, _LONG[language]),
    ]


def charts(language: str) -> dict[str, Chart]:
    """Every mood by its name."""
    words, title = WORDS[language], _TITLE[language]
    four = rates(language)
    long_title = f"{title}，{_LONG[language] * 2}"
    many = hours(language, factor=17)
    return {
        "a day of 24 hours": Chart(title, four, words, hours(language)),
        "a day of 8 hours": Chart(title, four, words, hours(language, range(9, 17))),
        "no calls": Chart(title, four, words, hours(language, factor=0)),
        "no targets": Chart(
            title,
            [rate(language, n, one.values, None) for n, one in enumerate(four)],
            words,
            hours(language, target=None),
        ),
        "thousands of calls": Chart(long_title, extreme(language), words, many),
        "a team": Chart(title, four, words),
        "a team's first day": Chart(title, rates(language, newest=1), words),
        "a team's second day": Chart(title, rates(language, newest=2), words),
        "a team with gaps": Chart(title, gappy(language), words),
        "one hour": Chart(title, gappy(language), words, hours(language, range(10, 11), target=99.5)),
    }
