"""Checklists: what is to be booked by when, and what a potter packs."""

from __future__ import annotations

from datetime import timedelta

from tourplanner.documents.scene import Scene
from tourplanner.documents.stop_facts import reservation_text
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.i18n import N_, _

PACKING: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        N_("For the studio"),
        (
            N_("Apron and a small towel"),
            N_("Clothes and shoes that clay may spoil"),
            N_("Throwing ribs, sponge, chamois"),
            N_("Calipers and a ruler"),
            N_("Notebook and pencil: ink runs in wet hands"),
            N_("Dust mask of class FFP2 or better"),
            N_("Hand cream and plasters"),
            N_("Nail clippers"),
        ),
        "",
    ),
    (
        N_("Only in checked luggage"),
        (
            N_("Trimming tools, knives, needle tool"),
            N_("Cutting wire"),
            N_("Scissors"),
            N_("Liquids above 100 ml: wax, lustre, brush soap"),
        ),
        N_(
            "Blades, wires and needles are taken away at the gate. Ask the airline before you pack "
            "anything that burns: lustres and thinners are often refused altogether."
        ),
    ),
    (
        N_("Only in the cabin"),
        (
            N_("Power bank and spare lithium batteries"),
            N_("Medicine, with its prescription"),
            N_("Liquids up to 100 ml each, together in one clear bag"),
            N_("Finished pots you would not want thrown"),
        ),
        "",
    ),
    (
        N_("Papers"),
        (
            N_("Passport, and a copy kept apart from it"),
            N_("Visa or entry permit, where one is needed"),
            N_("Insurance policy and its telephone number"),
            N_("The emergency page and the taxi cards"),
            N_("Some cash for markets and small kilns"),
        ),
        "",
    ),
    (
        N_("Electric things"),
        (
            N_("Plug adapter"),
            N_("Telephone, with a way to pay and a map that works offline"),
            N_("Small torch for dragon kilns and dark museums"),
        ),
        "",
    ),
    (
        N_("For the way home"),
        (
            N_("Bubble wrap and tape, or money for them"),
            N_("A list of what you bought, with prices: customs may ask"),
            N_("A sentence that the work is new: see the phrase cards"),
        ),
        "",
    ),
)


def content(scene: Scene) -> Data:
    """Tasks first, since they cannot wait."""
    book = scene.book
    first = book.tour.preferences.dates[0]
    tasks: list[Value] = [
        {
            "due": scene.words.full_day(task.due),
            "text": reservation_text(scene, task.reservation),
            "site": _site_name(scene, task.reservation.site),
        }
        for task in book.tasks
    ]
    return {
        "title": _("Checklists: {title}").format(title=book.tour.title),
        "tasks_heading": _("To book, by when"),
        "tasks": tasks,
        "no_tasks": _("No reservation has a last day. Give one to see it here."),
        "sites_heading": _("Visits that ask for a booking"),
        "sites": _bookings(scene),
        "check_heading": _("The week before"),
        "checks": [
            _("Since {date}: ask again whether hours that are assumed still hold.").format(
                date=scene.words.day(first - timedelta(days=7))
            ),
            *own_cautions(book),
            *book.cautions,
        ],
        "packing_heading": _("Packing for a throwing stay"),
        "packing": [
            {
                "title": _(title),
                "items": [_(item) for item in items],
                "note": _(note) if note else None,
            }
            for title, items, note in PACKING
        ],
    }


def _site_name(scene: Scene, site: str | None) -> Value:
    for day in scene.book.days:
        for stop in day.visits:
            if site is not None and stop.stop.site == site:
                return scene.name(stop.names)
    return None


def _bookings(scene: Scene) -> list[Value]:
    """What the catalogue says of booking, for the sites of the plan."""
    found: dict[str, Value] = {}
    for day in scene.book.days:
        for stop in day.visits:
            if stop.site is not None and stop.site.booking and stop.site.id not in found:
                found[stop.site.id] = {
                    "day": scene.words.day(day.date),
                    "name": scene.name(stop.names),
                    "text": scene.english(stop.site.booking),
                }
    return list(found.values())
