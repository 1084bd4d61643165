"""A roadbook drawn by hand: three days of five stops around Jingdezhen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests import builders
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLeftOut, RoadStop
from tourplanner.domain.site import Names, Site, SiteId, SiteKind
from tourplanner.domain.time_window import TimeWindow

PLACES = (
    (
        "imperial-kiln",
        "Imperial Kiln Site Park",
        "御窑厂国家考古遗址公园",
        29.29785,
        117.20170,
        150,
    ),
    ("kiln-museum", "Imperial Kiln Museum", "景德镇御窑博物馆", 29.29985, 117.20140, 120),
    ("xujia-kiln", "Xujia Kiln", "徐家窑", 29.30040, 117.20250, 300),
    ("old-lane", "Pengjia Lane", "彭家弄", 29.29700, 117.20010, 150),
    ("longzhu", "Longzhu Pavilion", "龙珠阁", 29.29830, 117.20260, 80),
    ("china-museum", "China Ceramics Museum", "中国陶瓷博物馆", 29.28930, 117.17590, 150),
    ("taoxichuan", "Taoxichuan Creative Avenue", "陶溪川文创街区", 29.29050, 117.22660, 200),
    ("sculpture", "Sculpture Factory", "雕塑瓷厂", 29.30400, 117.22960, 250),
    ("letian", "Saturday Pottery Market", "乐天陶社创意市集", 29.30470, 117.23050, 150),
    ("tao-market", "Dawn Market at Tao Yang Li", "陶阳里鬼市", 29.29570, 117.20390, 600),
    ("sanbao", "Sanbao International Ceramic Village", "三宝国际陶艺村", 29.25500, 117.25110, 400),
    ("hutian", "Hutian Kiln Site Museum", "湖田古窑遗址博物馆", 29.27240, 117.22700, 150),
    (
        "folk-customs",
        "Ancient Kiln and Folk Area",
        "古窑民俗博览区",
        29.28440,
        117.18560,
        200,
    ),
    ("yaoli", "Yaoli Old Town", "瑶里古镇", 29.54620, 117.57500, 900),
    ("gaoling", "Gaoling Mine Park", "高岭国家矿山公园", 29.46200, 117.41800, 700),
)
LEFT_OUT = (
    ("fuliang", "Fuliang Old County Office", "浮梁古县衙", 29.36900, 117.23800),
    ("jcu", "Ceramic University, Old Campus", "景德镇陶瓷大学老校区", 29.28100, 117.22310),
    ("nanshijie", "Nanshi Kiln Site", "南市街窑址", 29.24800, 117.21600),
    ("yangmeiting", "Yangmeiting Kiln Site", "杨梅亭窑址", 29.26200, 117.23500),
)


def places(count: int = 15) -> tuple[Site, ...]:
    """Sites with the names of the town; beyond fifteen, further ones in a spiral around it."""
    found = [_site(n, *row) for n, row in enumerate(PLACES[:count])]
    for n in range(len(found), count):
        lat, lon = 29.29 + 0.0011 * (n % 13 - 6), 117.205 + 0.0013 * (n * 5 % 17 - 8)
        found.append(_site(n, f"more-{n}", f"Workshop number {n}", f"第{n}号作坊", lat, lon, 100))
    return tuple(found)


def roadbook(
    days: Sequence[Sequence[Site]] | None = None, *, left_out: Sequence[Site] | None = None
) -> Roadbook:
    """A plan that visits the given sites; by default three days of five stops."""
    if days is None:
        everything = places()
        days = (everything[:5], everything[5:10], everything[10:])
    if left_out is None:
        left_out = tuple(_site(n, *row, 200) for n, row in enumerate(LEFT_OUT))
    entries = tuple(LeftOut(s.id, Reason(ReasonKind.OUTRANKED)) for s in left_out)
    plan = builders.itinerary(days, left_out=entries)
    sites = {s.id: s for todays in days for s in todays}
    tour = builders.tour(days=max(1, len(days)), itinerary=plan)
    road_days = []
    for number, day in enumerate(plan.days, start=1):
        stops, visits = [], 0
        for stop in day.stops:
            visits += stop.site is not None
            site = sites.get(SiteId(str(stop.site)))
            name = stop.name or (stop.place.name if stop.place else "")
            stops.append(
                RoadStop(
                    stop,
                    site.names if site else Names(name, name),
                    visits if site else None,
                    site,
                    (TimeWindow(540, 1020),) if site else (),
                )
            )
        road_days.append(RoadDay(number, day.date, tuple(stops), day.legs))
    return Roadbook(
        tour=tour,
        city=builders.city(),
        days=tuple(road_days),
        left_out=tuple(
            RoadLeftOut(entry, site.names, site, "The days are full with sites that score higher.")
            for entry, site in zip(entries, left_out, strict=True)
        ),
        base=tour.preferences.base,
        holidays=PublicHolidays("CN"),
        cautions=("Travel times are estimates from straight-line distances.",),
    )


def _site(n: int, id: str, en: str, zh: str, lat: float, lon: float, accuracy_m: int) -> Site:
    is_assumed = n % 4 == 2
    made = builders.site(
        id,
        en=en,
        zh=zh,
        lat=lat,
        lon=lon,
        kind=tuple(SiteKind)[n % 8],
        hours=None if is_assumed else "Mo-Su 09:00-17:00",
        assumed="Mo-Su 09:00-17:00" if is_assumed else None,
    )
    return replace(made, point=replace(made.point, accuracy_m=accuracy_m))
