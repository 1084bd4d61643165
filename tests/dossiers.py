"""A dossier with something in every field, for tests."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.money import Money
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.site import SiteId
from tourplanner.domain.transport import Transport, TransportMode

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(day: int, hour: int, minute: int = 0, zone: ZoneInfo = SHANGHAI) -> datetime:
    """A time of April 2027."""
    return datetime(2027, 4, day, hour, minute, tzinfo=zone)


def train(number: str = "G1234", day: int = 16, start: int = 8, end: int = 9) -> Transport:
    """A train between full hours."""
    return Transport(
        TransportMode.TRAIN,
        moment(day, start),
        moment(day, end),
        number,
        "Nanchang West",
        "南昌西站",
        "Jingdezhen North",
        "景德镇北站",
        "car 5, 12F",
        3,
        "Show the passport at the gate.",
    )


def dossier() -> Dossier:
    """Two people, two reservations, and one of everything else."""
    return Dossier(
        party=Party(
            (
                Traveller(
                    "Ada Byron",
                    "阿达",
                    "Ruritanian",
                    "P1234567",
                    date(2031, 5, 6),
                    date(1975, 12, 10),
                    "vegetarian",
                    "peanuts",
                    "one crutch",
                    "0 negative",
                    "Safe & Sound 77",
                    "Charles, +44 20 7946 0000",
                    "double",
                    is_leader=True,
                ),
                Traveller("Grace Murray", passport="P7654321", room="single"),
            ),
            unnamed=1,
        ),
        reservations=(
            Reservation(
                SiteId("site-0"),
                "Throwing lesson",
                ReservationStatus.HELD,
                "KILN-42",
                Money(Decimal("123.45"), "CNY"),
                date(2027, 3, 2),
                "Ms Li, +86 798 000 0000",
                "bring aprons",
                on=date(2027, 4, 16),
            ),
            Reservation(None, "Dinner by the river", ReservationStatus.CONFIRMED, "DIN-7"),
        ),
        notes=((SiteId("site-1"), "The guard likes to talk about glaze."),),
        lodgings=(
            Lodging(
                None,
                "Old Kiln Inn",
                "老窑客栈",
                "江西省景德镇市珠山区1号",
                "1 Zhushan District, Jingdezhen",
                "+86 798 111 1111",
                840,
                720,
                "ring twice",
            ),
        ),
        transports=(train(),),
        cards=(PhraseCard("No peanuts, please.", "请不要放花生。", "Qǐng búyào fàng huāshēng."),),
        paper=PaperChoice(large_print=True),
    )
