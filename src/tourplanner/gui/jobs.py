"""Work off the main thread, and its single way back."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import StrEnum
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled, TourPlannerError

WORKER_NICE = 10
"""Between 0, as urgent as the window, and 19."""

R = TypeVar("R")
P = TypeVar("P")

logger = logging.getLogger(__name__)

CLOSING_WAIT_S = 2.0


class Channel(StrEnum):
    """What a job is for; on all but DISK a new job takes the place of the one before."""

    PLAN = "plan"
    SEARCH = "search"
    ADVICE = "advice"
    CLASH = "clash"
    BOUND = "bound"
    WHAT_IF = "what_if"
    STREETS = "streets"
    MAKING = "making"
    REACH = "reach"
    PREVIEW = "preview"
    MEASURE = "measure"
    EXPORT = "export"
    IMPORT = "import"
    COMPARE = "compare"
    DISK = "disk"


class JobRunner(Protocol):
    """Someone who runs plain functions elsewhere and brings their answers to the main thread."""

    def start(
        self,
        channel: Channel,
        work: Callable[[ShouldStop, Callable[[P], None]], R],
        *,
        on_result: Callable[[R], None],
        on_error: Callable[[TourPlannerError], None],
        on_report: Callable[[P], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """Run `work`; only the latest job of a channel still answers, on DISK all do.

        `on_end` comes first, whichever way the job ended; a bug ends in the exception hook.
        """
        ...

    def finish_early(self, channel: Channel) -> None:
        """Ask the running job to answer with the best it has."""
        ...

    def drop(self, channel: Channel) -> None:
        """Ask the running job to stop; nobody waits for its answer any more."""
        ...

    def close(self) -> None:
        """Stop everything; writes in flight are awaited."""
        ...


class _Bridge(QObject):
    """Lives on the main thread; what it receives from anywhere runs there."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _run(self, answer: Callable[[], None]) -> None:
        answer()


def _stand_back() -> None:
    """Let the window go first: on Linux a worker thread takes what processor time is left over."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), WORKER_NICE)


class Jobs:
    """One worker thread per channel."""

    def __init__(self) -> None:
        self._bridge = _Bridge()
        self._executors = {
            channel: ThreadPoolExecutor(
                1, thread_name_prefix=channel.value, initializer=_stand_back
            )
            for channel in Channel
        }
        self._generations = dict.fromkeys(Channel, 0)
        self._stops = {channel: threading.Event() for channel in Channel}
        self._pending: set[Future[None]] = set()
        self._closed = False

    def start(
        self,
        channel: Channel,
        work: Callable[[ShouldStop, Callable[[P], None]], R],
        *,
        on_result: Callable[[R], None],
        on_error: Callable[[TourPlannerError], None],
        on_report: Callable[[P], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` on the channel's thread; answers come back on the main thread."""
        if self._closed:
            return
        if channel is not Channel.DISK:
            self.drop(channel)
        generation = self._generations[channel]
        stop = self._stops[channel]

        def deliver(answer: Callable[[], None]) -> None:
            def if_wanted() -> None:
                if generation == self._generations[channel]:
                    answer()

            self._bridge.arrived.emit(if_wanted)

        def report(value: P) -> None:
            if on_report is not None:
                handler = on_report
                deliver(lambda: handler(value))

        def end(answer: Callable[[], None]) -> None:
            def both() -> None:
                if on_end is not None:
                    on_end()
                answer()

            deliver(both)

        def run() -> None:
            try:
                result = work(stop.is_set, report)
            except Cancelled:
                end(_nothing)
            except TourPlannerError as error:
                known = error
                end(lambda: on_error(known))
            except Exception as error:  # a bug: raised again where the exception hook sees it
                logger.exception("job on channel %s failed", channel)
                bug = error
                end(lambda: _raise(bug))
            else:
                end(lambda: on_result(result))

        future = self._executors[channel].submit(run)
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)

    def finish_early(self, channel: Channel) -> None:
        """Ask the running job to answer with the best it has."""
        self._stops[channel].set()

    def drop(self, channel: Channel) -> None:
        """Ask the running job to stop and forget its answer."""
        self._generations[channel] += 1
        self._stops[channel].set()
        self._stops[channel] = threading.Event()

    def close(self) -> None:
        """Stop all, wait two seconds; a write in flight is awaited."""
        if self._closed:
            return
        self._closed = True
        for channel in Channel:
            if channel is not Channel.DISK:
                self.drop(channel)
        self._generations[Channel.DISK] += 1
        wait(list(self._pending), timeout=CLOSING_WAIT_S)
        for channel, executor in self._executors.items():
            executor.shutdown(wait=channel is Channel.DISK, cancel_futures=True)


def _nothing() -> None:
    """A cancelled job has no answer."""


def _raise(error: Exception) -> None:
    raise error
