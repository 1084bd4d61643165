"""The export window: what to write, for whom, a preview, then the files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.area.packs import TILES, saved
from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue, SteadyTravel
from tests.gui.conftest import MakeDesk
from tests.gui.streets_work import AROUND, FakeGround
from tests.gui.support import NOW, SITES, HeldJob, InlineJobs, simple_plan
from tourplanner.area.ground import open_ground
from tourplanner.bootstrap import build_press
from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier_edits import with_party, with_travellers
from tourplanner.domain.paper_choice import (
    CodeContent,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour
from tourplanner.errors import (
    Cancelled,
    NothingToExport,
    TargetNotWritable,
    TourPlannerError,
    UnreadableFile,
)
from tourplanner.exchange.sizes import size_text
from tourplanner.gui.desk import Desk
from tourplanner.gui.export.choice_form import ChoiceForm
from tourplanner.gui.export.export_window import ExportHabits, ExportWindow
from tourplanner.gui.export.sizes import made_text
from tourplanner.gui.export.take_away import TakeAway
from tourplanner.gui.export.work import ExportOrder, Made, Offer, Preview
from tourplanner.gui.jobs import Channel, Jobs
from tourplanner.gui.theme import Theme

OFFERS = (
    Offer("brochure", "Brochure", True, (Audience.TRAVELLER, Audience.LEADER)),
    Offer("cards", "Cards", True),
    Offer("gpx", "GPX", False),
    Offer("xlsx", "Workbook", False),
)


def page(width: int = 60, height: int = 80) -> bytes:
    """A white page as PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@dataclass
class FakeWork:
    """Three pages of anything, at once; keeps what was asked."""

    previewed: list[tuple[ExportOrder, str]] = field(default_factory=list)
    written: list[tuple[ExportOrder, tuple[str, ...], Path, bool]] = field(default_factory=list)
    trouble: TourPlannerError | None = None
    lost: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def offers(self) -> tuple[Offer, ...]:
        return OFFERS

    def preview(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Preview:
        self.previewed.append((order, offer))
        if offer == "gpx":
            return Preview(files=(("a.gpx", 4200), ("b.gpx", 900)), text="<gpx>\n</gpx>")
        if offer == "xlsx":
            return Preview(files=(("a.xlsx", 4200),))
        return Preview(pages=(page(), page(), page()))

    def make(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Made:
        if offer == "xlsx":
            raise NothingToExport(file="The tour")
        if offer == "gpx":
            return Made((("a.gpx", b"x" * 4200), ("b.gpx", b"x" * 900)))
        return Made(((f"{offer}.pdf", b"x" * 12_000),), 3, self.lost)

    def cautions(self, order: ExportOrder) -> tuple[str, ...]:
        return self.own

    def write(
        self,
        order: ExportOrder,
        offers: Sequence[str],
        target: Path,
        *,
        as_zip: bool,
        on_made: Callable[[int], None],
        should_stop: ShouldStop,
    ) -> tuple[Path, ...]:
        if self.trouble is not None:
            raise self.trouble
        for count in range(1, len(offers) + 1):
            on_made(count)
        if should_stop():
            raise Cancelled
        self.written.append((order, tuple(offers), target, as_zip))
        return tuple(target / offer for offer in offers)


@dataclass
class HeldExports(InlineJobs):
    """Holds the writing until a test lets it go on; all others run at once."""

    job: HeldJob | None = None

    def start(self, channel: Channel, work: Callable[..., Any], **answers: Any) -> None:
        if channel is Channel.EXPORT:
            answers = {"on_report": None, "on_end": None, **answers}
            self.job = HeldJob(work, **answers)
        else:
            super().start(channel, work, **answers)

    def finish_early(self, channel: Channel) -> None:
        if channel is Channel.EXPORT and self.job is not None:
            self.job.is_asked_to_finish = True

    def let_go(self) -> None:
        """As the worker does: one who cancelled hears of the end alone."""
        assert self.job is not None
        try:
            self.job.finish()
        except Cancelled:
            assert self.job.on_end is not None
            self.job.on_end()


MakeWindow = Callable[..., ExportWindow]


@pytest.fixture
def make_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> MakeWindow:
    """Windows on a fake that writes nothing."""

    def make(
        work: FakeWork | None = None,
        of: Tour | None = None,
        *,
        ticked: tuple[str, ...] = ("brochure",),
        looked_at: str = "brochure",
        jobs: InlineJobs | None = None,
        **others: Any,
    ) -> ExportWindow:
        habits = ExportHabits(tmp_path, ticked, looked_at)
        window = ExportWindow(
            of or simple_plan(tour()),
            work or FakeWork(),
            jobs or InlineJobs(),
            NOW,
            habits,
            **others,
        )
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: not window._timer.isActive())
        return window

    return make


def settle(qtbot: QtBot, window: ExportWindow) -> None:
    qtbot.waitUntil(lambda: not window._timer.isActive())


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def test_the_selected_paper_is_shown_page_by_page(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    assert (window.preview.page, window.preview.page_count) == (1, 3)
    qtbot.keyClick(window.preview.area, Qt.Key.Key_PageDown)
    qtbot.keyClick(window.preview.area, Qt.Key.Key_PageDown)
    qtbot.keyClick(window.preview.area, Qt.Key.Key_PageDown)
    assert window.preview.page == 3
    assert "page 3 of 3" in window.preview.area.accessibleName()
    qtbot.keyClick(window.preview.area, Qt.Key.Key_PageUp)
    assert window.preview.page == 2


def test_a_file_is_shown_by_how_it_begins(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.list.look_at("gpx")
    settle(qtbot, window)
    assert window.preview.text.toPlainText().startswith("<gpx>")
    assert window.preview.page_count == 0
    window.list.look_at("xlsx")
    settle(qtbot, window)
    assert "own program" in window.preview.message


def test_another_choice_draws_the_preview_once_anew(qtbot: QtBot, make_window: MakeWindow) -> None:
    work = FakeWork()
    window = make_window(work)
    window.preview.turn(1)
    choose(window.form.language, PaperLanguage.BOTH)
    choose(window.form.paper, PaperSize.A5)
    window.form.large_print.setChecked(True)
    settle(qtbot, window)
    assert len(work.previewed) == 2
    choice = work.previewed[-1][0].choice
    assert (choice.language, choice.paper, choice.large_print) == ("en+zh", "a5", True)
    assert window.preview.page == 2, "the reader stays at the page"


def test_every_choice_is_taken_from_the_tour_and_given_back(qtbot: QtBot, theme: Theme) -> None:
    kept = PaperChoice(
        Audience.SUPPLIER,
        PaperLanguage.ZH,
        clock_24h=False,
        units=DistanceUnit.MI,
        paper=PaperSize.LETTER,
        large_print=True,
        code=CodeContent.TEXT,
    )
    form = ChoiceForm(kept, {})
    qtbot.addWidget(form)
    assert form.choice == kept


def test_pages_and_sizes_stand_behind_what_is_ticked(make_window: MakeWindow) -> None:
    window = make_window(ticked=("brochure", "gpx"))
    assert window.list.note("brochure") == "3 pages, 12 kB"
    assert window.list.note("gpx") == "2 files, 6 kB"
    assert window.list.note("cards") == ""


def test_a_paper_is_not_written_for_readers_it_is_not_for(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    work = FakeWork()
    window = make_window(work, ticked=("brochure", "gpx"))
    choose(window.form.audience, Audience.PUBLIC)
    settle(qtbot, window)
    assert window.list.chosen == ("gpx",)
    assert window.preview.message == "This paper is for: Traveller, Leader."
    window.go.click()
    assert work.written[0][1] == ("gpx",)
    assert window.habits.ticked == ("brochure", "gpx"), "the tick waits for its readers"


def test_cautions_are_told_before_exporting(qtbot: QtBot, make_window: MakeWindow) -> None:
    work = FakeWork(lost=("No font holds X.",), own=("The passport expires.",))
    window = make_window(work, ticked=("brochure", "cards", "xlsx"))
    assert window.cautions.splitlines()[:2] == ["The passport expires.", "No font holds X."]
    assert "nothing to write" in window.cautions
    assert window.list.note("xlsx") == "not possible"
    window.list.tick(())
    settle(qtbot, window)
    assert window.cautions == "The passport expires."


def test_a_tour_without_a_plan_is_told(make_window: MakeWindow) -> None:
    window = make_window(of=tour())
    assert window.cautions.startswith("Nothing is planned yet")
    stale = make_window(is_stale=True)
    assert "older than your wishes" in stale.cautions


def test_export_hands_over_what_is_chosen(make_window: MakeWindow, tmp_path: Path) -> None:
    work = FakeWork()
    window = make_window(work, ticked=("brochure", "gpx"))
    choose(window.form.units, DistanceUnit.MI)
    window.go.click()
    order, offers, target, as_zip = work.written[0]
    assert (offers, target, as_zip) == (("brochure", "gpx"), tmp_path, False)
    assert order.choice.units is DistanceUnit.MI
    assert order.made_on == NOW
    assert window.result() == ExportWindow.DialogCode.Accepted
    assert len(window.written) == 2


def test_one_zip_is_named_after_the_tour(make_window: MakeWindow, tmp_path: Path) -> None:
    work = FakeWork()
    window = make_window(work, of=replace(simple_plan(tour()), title="Kilns"))
    choose(window.target.kind, True)
    assert window.target.target == tmp_path / "Kilns.zip"
    choose(window.target.kind, False)
    assert window.target.target == tmp_path
    choose(window.target.kind, True)
    window.go.click()
    assert work.written[0][2:] == (tmp_path / "Kilns.zip", True)
    assert window.habits.folder == tmp_path


def test_export_needs_a_tick_and_a_target(make_window: MakeWindow) -> None:
    window = make_window()
    assert window.go.isEnabled()
    window.list.tick(())
    assert not window.go.isEnabled()
    window.list.tick(("gpx",))
    window.target.path.setText("  ")
    assert not window.go.isEnabled()


def test_export_that_fails_stays_open_and_says_why(make_window: MakeWindow) -> None:
    work = FakeWork(trouble=TargetNotWritable(file="/x", problem="No space left on device"))
    window = make_window(work)
    window.go.click()
    assert "No space left on device" in window.fault
    assert window.isVisible()
    assert window.go.isEnabled()
    work.trouble = None
    window.go.click()
    assert not window.isVisible()


def test_cancel_stops_the_writing_and_keeps_the_window(make_window: MakeWindow) -> None:
    work, jobs = FakeWork(), HeldExports()
    window = make_window(work, jobs=jobs)
    window.go.click()
    assert window.progress.isVisible()
    assert not window.go.isEnabled()
    window.cancel.click()
    jobs.let_go()
    assert work.written == []
    assert window.isVisible()
    assert not window.progress.isVisible()
    assert window.go.isEnabled()
    window.cancel.click()
    assert not window.isVisible()


def test_progress_counts_what_is_made(make_window: MakeWindow) -> None:
    jobs = HeldExports()
    window = make_window(jobs=jobs, ticked=("brochure", "gpx"))
    window.go.click()
    assert jobs.job is not None
    jobs.job.report(1)
    assert (window.progress.value(), window.progress.maximum()) == (1, 2)
    jobs.let_go()


def test_readers_are_offered_for_the_audience_they_belong_to(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    work = FakeWork()
    window = make_window(work, readers={Audience.TRAVELLER: [("Ann", "Ann"), ("Bo", "Bo")]})
    choose(window.form.reader, "Bo")
    settle(qtbot, window)
    assert work.previewed[-1][0].reader == "Bo"
    choose(window.form.audience, Audience.LEADER)
    assert not window.form.reader.isEnabled()
    assert window.form.reader_name == ""


def test_everything_has_a_name_and_is_reached_by_tab(make_window: MakeWindow) -> None:
    window = make_window()
    fields = (QComboBox, QLineEdit, QPushButton)
    nameless = [
        child
        for kind in fields
        for child in window.findChildren(kind)
        if not (child.accessibleName() or (isinstance(child, QPushButton) and child.text()))
    ]
    assert nameless == []
    reached: set[QWidget] = set()
    step: QWidget = window.list
    while step not in reached:
        reached.add(step)
        step = step.nextInFocusChain()
    assert {window.list, window.preview.area, window.target.path, window.go} <= reached


def test_choices_are_kept_with_the_tour_as_one_step_that_can_be_undone(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, work = exporting(make_desk)
    before = desk.open_tour.tour

    def choose_and_close(window: ExportWindow) -> int:
        choose(window.form.language, PaperLanguage.BOTH)
        choose(window.form.paper, PaperSize.A6)
        window.list.tick(("cards",))
        window.reject()
        return 0

    monkeypatch.setattr(ExportWindow, "exec", choose_and_close)
    desk.actions["export"].trigger()
    paper = desk.open_tour.tour.dossier.paper
    assert (paper.language, paper.paper) == (PaperLanguage.BOTH, PaperSize.A6)
    assert not desk.open_tour.is_stale, "the plan stays"
    seen: list[ExportWindow] = []
    monkeypatch.setattr(ExportWindow, "exec", lambda window: seen.append(window) or 0)
    desk.actions["export"].trigger()
    assert seen[0].choice == paper
    assert seen[0].list.chosen == ("cards",)
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == before
    assert work.written == []


def test_the_preview_follows_details_changed_beside_it(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _work = exporting(make_desk)

    def change_and_close(window: ExportWindow) -> int:
        window.details_asked.emit()
        details = desk.details.window
        assert details is not None
        assert details.parent() is window
        people = (Traveller("Ada Byron"),)
        desk.open_tour.edit("Add Ada", partial(with_travellers, travellers=people))
        assert window._order().tour == desk.open_tour.tour
        choose(window.form.audience, Audience.TRAVELLER)
        assert window.form.reader.findData("Ada Byron") > 0
        return 0

    monkeypatch.setattr(ExportWindow, "exec", change_and_close)
    desk.actions["export"].trigger()
    assert desk.details.window is None
    assert desk.open_tour.tour.dossier.party.size == 1


def test_closing_the_window_unchanged_leaves_nothing_to_undo(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _work = exporting(make_desk)
    count = desk.open_tour.stack.count()
    monkeypatch.setattr(ExportWindow, "exec", lambda _window: 0)
    desk.actions["export"].trigger()
    assert desk.open_tour.stack.count() == count


def exporting(make_desk: MakeDesk) -> tuple[Desk, FakeWork]:
    work = FakeWork()
    desk = make_desk(make_exports=lambda: work)
    desk.begin()
    return desk, work


def never_stop() -> bool:
    return False


@pytest.fixture(scope="module")
def taken() -> TakeAway:
    return TakeAway(InMemoryCatalogue(SITES, (city(),)), SteadyTravel(), build_press)


def ordered(of: Tour, **choice: Any) -> ExportOrder:
    return ExportOrder(of, PaperChoice(**choice), NOW)


def test_the_real_typesetter_draws_and_prints_the_same_pages(taken: TakeAway) -> None:
    order = ordered(simple_plan(tour()), paper=PaperSize.A5, language=PaperLanguage.BOTH)
    shown = taken.preview(order, "taxi-cards", never_stop)
    made = taken.make(order, "taxi-cards", never_stop)
    assert shown.pages
    assert all(one.startswith(b"\x89PNG") for one in shown.pages)
    assert made.pages == len(shown.pages)
    name, content = made.files[0]
    assert name.endswith("taxi-cards (en+zh).pdf")
    assert content.startswith(b"%PDF")


def test_what_leaves_is_reduced_for_its_audience(taken: TakeAway) -> None:
    people = Party(
        (Traveller("Ada Planted", passport="X1234567", passport_expiry=date(2027, 5, 1)),)
    )
    secret = with_party(simple_plan(tour()), people)
    public = ordered(secret, audience=Audience.PUBLIC)
    for offer in ("md", "txt", "html"):
        text = b"".join(content for _n, content in taken.make(public, offer, never_stop).files)
        assert b"Planted" not in text
        assert b"X1234567" not in text
    assert taken.cautions(public) == ()
    assert "Ada Planted" in taken.cautions(ordered(secret))[0]


def test_files_speak_the_language_of_the_choice(taken: TakeAway) -> None:
    planned = simple_plan(tour())
    english = taken.preview(ordered(planned), "txt", never_stop).text
    twelve = taken.preview(ordered(planned, clock_24h=False), "txt", never_stop).text
    assert "AM" not in english
    assert "AM" in twelve


def test_papers_of_an_unplanned_tour_say_so(taken: TakeAway) -> None:
    with pytest.raises(NothingToExport):
        taken.make(ordered(tour()), "brochure", never_stop)
    assert taken.make(ordered(tour()), "checklists", never_stop).pages


def test_nothing_is_written_when_stopped(taken: TakeAway, tmp_path: Path) -> None:
    order = ordered(simple_plan(tour()))
    made: list[int] = []
    with pytest.raises(Cancelled):
        taken.write(
            order,
            ("md", "gpx"),
            tmp_path / "out",
            as_zip=False,
            on_made=made.append,
            should_stop=lambda: bool(made),
        )
    assert made == [1]
    assert not (tmp_path / "out").exists()


def test_one_zip_holds_papers_and_files(taken: TakeAway, tmp_path: Path) -> None:
    order = ordered(simple_plan(tour()))
    target = tmp_path / "all.zip"
    written = taken.write(
        order,
        ("checklists", "gpx"),
        target,
        as_zip=True,
        on_made=lambda _count: None,
        should_stop=never_stop,
    )
    assert written == (target,)
    names = zipfile.ZipFile(target).namelist()
    assert any(name.endswith("checklists.pdf") for name in names)
    assert any(name.endswith(".gpx") for name in names)


def test_sizes_are_told_in_words() -> None:
    assert size_text(1) == "1 kB"
    assert size_text(1_234_000) == "1.2 MB"
    assert made_text(Made((("a", b"x" * 1500),))) == "2 kB"
    assert made_text(Made((("a", b"x"),), pages=1)) == "1 page, 1 kB"


def test_other_streets_are_drawn_by_another_press(taken: TakeAway) -> None:
    grounds: list[Any] = [None]
    made_on: list[object] = []

    def make_press(ground: object) -> Any:
        made_on.append(ground)
        return build_press()

    catalogue = InMemoryCatalogue(SITES, (city(),))
    work = TakeAway(catalogue, SteadyTravel(), make_press, None, lambda: grounds[0])
    order = ordered(simple_plan(tour()))
    work.preview(order, "checklists", never_stop)
    work.make(order, "checklists", never_stop)
    assert made_on == [None]
    grounds[0] = FakeGround(box=AROUND)
    work.make(order, "checklists", never_stop)
    assert made_on == [None, grounds[0]]


def test_streets_closed_while_a_paper_is_drawn_stay_open_until_it_is_done(tmp_path: Path) -> None:
    """The window opens another pack, or none, and closes the one that a thread draws on."""
    ground = open_ground(saved(tmp_path / "v.area"))
    current: list[Any] = [ground]
    drawn: list[bytes | None] = []

    def make_press(streets: Any) -> Any:
        current[0] = None
        streets.close()
        drawn.append(streets.tile(8, 211, 106))
        return build_press()

    catalogue = InMemoryCatalogue(SITES, (city(),))
    work = TakeAway(catalogue, SteadyTravel(), make_press, None, lambda: current[0])
    work.preview(ordered(simple_plan(tour())), "checklists", never_stop)
    assert drawn == [TILES[8, 211, 106]]
    assert not ground.hold()
    with pytest.raises(UnreadableFile):
        ground.tile(8, 211, 106)


def test_real_threads_preview_measure_and_cancel(
    qtbot: QtBot, theme: Theme, tmp_path: Path, taken: TakeAway
) -> None:
    jobs = Jobs()
    habits = ExportHabits(tmp_path / "out", ("checklists", "md"), "checklists")
    window = ExportWindow(simple_plan(tour()), taken, jobs, NOW, habits)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.preview.page_count > 0, timeout=20_000)
    qtbot.waitUntil(lambda: window.list.note("md") != "", timeout=20_000)
    assert "page" in window.list.note("checklists")
    window.go.click()
    window.cancel.click()
    qtbot.waitUntil(lambda: not window._is_writing or not window.isVisible(), timeout=20_000)
    is_written = (tmp_path / "out").exists()
    assert is_written == bool(window.written), "all or nothing"
    window.close()
    jobs.close()
