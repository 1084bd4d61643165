"""Jobs with real threads: answers come to the main thread, the latest question wins."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled, PlanningError, TourPlannerError
from tourplanner.gui.jobs import Channel, Jobs

Report = Callable[[object], None]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def refuse(error: TourPlannerError) -> None:
    raise AssertionError(error)


def test_the_answer_comes_to_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(_stop: ShouldStop, report: Report) -> threading.Thread:
        report("half")
        return threading.current_thread()

    said: list[object] = []

    def answer(worker: threading.Thread) -> None:
        threads.extend((worker, threading.current_thread()))

    jobs.start(Channel.PLAN, work, on_result=answer, on_error=refuse, on_report=said.append)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert said == ["half"]


def test_a_newer_plan_job_stops_and_silences_the_older(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    begun = threading.Event()
    stopped = threading.Event()

    def long_work(should_stop: ShouldStop, _report: Report) -> str:
        begun.set()
        while not should_stop():
            threading.Event().wait(0.001)
        stopped.set()
        return "old"

    jobs.start(Channel.PLAN, long_work, on_result=answers.append, on_error=refuse)
    assert begun.wait(2)
    jobs.start(Channel.PLAN, lambda _s, _r: "new", on_result=answers.append, on_error=refuse)
    qtbot.waitUntil(lambda: answers != [])
    assert stopped.is_set()
    assert answers == ["new"]


def test_a_job_asked_to_finish_early_still_answers(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    begun = threading.Event()

    def work(should_stop: ShouldStop, _report: Report) -> str:
        begun.set()
        while not should_stop():
            threading.Event().wait(0.001)
        return "best so far"

    jobs.start(Channel.PLAN, work, on_result=answers.append, on_error=refuse)
    assert begun.wait(2)
    jobs.finish_early(Channel.PLAN)
    qtbot.waitUntil(lambda: answers == ["best so far"])


def test_writes_are_never_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(3):
        jobs.start(
            Channel.DISK,
            lambda _s, _r, number=number: number,
            on_result=answers.append,
            on_error=refuse,
        )
    qtbot.waitUntil(lambda: answers == [0, 1, 2])


def test_known_trouble_is_told_and_the_end_comes_first(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(_stop: ShouldStop, _report: Report) -> None:
        raise PlanningError

    jobs.start(
        Channel.PLAN,
        work,
        on_result=lambda _none: told.append("result"),
        on_error=lambda error: told.append(type(error)),
        on_end=lambda: told.append("end"),
    )
    qtbot.waitUntil(lambda: told == ["end", PlanningError])


def test_a_cancelled_job_only_ends(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(_stop: ShouldStop, _report: Report) -> None:
        raise Cancelled

    jobs.start(
        Channel.PLAN,
        work,
        on_result=lambda _none: told.append("result"),
        on_error=refuse,
        on_end=lambda: told.append("end"),
    )
    qtbot.waitUntil(lambda: told == ["end"])


def test_a_bug_reaches_the_exception_hook(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_stop: ShouldStop, _report: Report) -> None:
        raise ZeroDivisionError

    ended: list[bool] = []
    with qtbot.captureExceptions() as caught:
        jobs.start(
            Channel.PLAN,
            work,
            on_result=lambda _none: None,
            on_error=refuse,
            on_end=lambda: ended.append(True),
        )
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError
    assert ended == [True]


def test_closing_waits_for_a_write_in_flight(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, written = threading.Event(), threading.Event()

    def write(_stop: ShouldStop, _report: Report) -> None:
        begun.set()
        threading.Event().wait(0.1)
        written.set()

    jobs.start(Channel.DISK, write, on_result=lambda _none: None, on_error=refuse)
    assert begun.wait(2)
    jobs.close()
    assert written.is_set()
