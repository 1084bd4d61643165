"""Files as other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from tourplanner.domain.imported import Imported
from tourplanner.exchange.readers.any_file import Reading, read_content

SHANGHAI = Reading(zone=ZoneInfo("Asia/Shanghai"))

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="OsmAnd 4.6" xmlns="https://www.topografix.com/GPX/1/1"
     xmlns:osmand="https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx">
  <metadata><name>Demo stay</name></metadata>
  <wpt lat="29.297800" lon="117.200000">
    <type>Day 1</type><name>Imperial Kiln</name><desc>09:00-10:30</desc>
    <extensions><osmand:name_-_zh>御窑厂</osmand:name_-_zh></extensions>
  </wpt>
  <rte><name>Day 1</name>
    <rtept lat="29.297800" lon="117.200000"><name>Imperial Kiln</name></rtept>
    <rtept lat="29.290000" lon="117.230000"><name>三宝村</name></rtept>
    <rtept lat="29.291000" lon="117.231000"/></rte>
  <trk><trkseg><trkpt lat="29.29" lon="117.2"/></trkseg></trk>
</gpx>"""

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.3"><Document><name>Day 1</name>
  <Folder><Placemark><name>Imperial Kiln</name>
    <description><![CDATA[<b>Open</b> 09:00&ndash;17:00<br/>closed&nbsp;Mondays]]></description>
    <ExtendedData><Data name="name_zh"><value>御窑厂</value></Data></ExtendedData>
    <styleUrl>#placemark-red</styleUrl>
    <Point><coordinates> 117.200000,29.297800,0 </coordinates></Point></Placemark></Folder>
  <Placemark><name>The river</name>
    <LineString><coordinates>117.2,29.2 117.3,29.3</coordinates></LineString></Placemark>
  <NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>
</Document></kml>"""

GEOJSON = """{"type":"FeatureCollection","features":[
 {"type":"Feature","id":"stop-7f3a","geometry":{"type":"Point","coordinates":[117.2,29.2978]},
  "properties":{"name":"Imperial Kiln","name_zh":"御窑厂","description":"Go early."}},
 {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},
  "properties":{"name":"Way"}},
 {"type":"Feature","geometry":null,"properties":{}}]}"""

CSV = """名称,英文名,纬度,经度,备注
御窑厂,Imperial Kiln,29.2978,117.2000,"早, 去"
三宝村,Sanbao,29.2500,117.2400,
"""

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Mail//EN
BEGIN:VEVENT
UID:1
DTSTART;TZID=Asia/Shanghai:20270416T070500
DTEND;TZID="China Standard Time":20270416T082000
SUMMARY:G1234 Nanchang West - Jingdezhen North
LOCATION:Nanchang West Railway Station\\, gate 5
DESCRIPTION:car 5\\, seat 12F
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20270419T010000Z
DTEND:20270419T031500Z
SUMMARY:航班 MU5678 景德镇→上海虹
 桥
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:20270417
SUMMARY:Imperial Kiln
GEO:29.297800;117.200000
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20270417T190000
SUMMARY:D1-01 Dinner with the potters
END:VEVENT
BEGIN:VTODO
UID:5
SUMMARY:Book the kiln
END:VTODO
END:VCALENDAR
""".replace("\n", "\r\n")


RESERVATIONS = """[
 {"@context": "http://schema.org", "@type": "TrainReservation", "reservationNumber": "E123",
  "reservationFor": {"@type": "TrainTrip", "trainNumber": "G1234",
   "departureStation": {"@type": "TrainStation", "name": "南昌西"},
   "arrivalStation": {"@type": "TrainStation", "name": "Jingdezhen North"},
   "departureTime": {"@type": "QDateTime", "@value": "2027-04-16T07:05:00+08:00",
    "timezone": "Asia/Shanghai"},
   "arrivalTime": "2027-04-16T08:20:30"},
  "reservedTicket": {"@type": "Ticket", "ticketedSeat": {"@type": "Seat", "seatNumber": "12F"}}},
 {"@type": "FlightReservation", "reservationFor": {"@type": "Flight", "flightNumber": "5678",
   "airline": {"@type": "Airline", "iataCode": "MU"},
   "departureAirport": {"@type": "Airport", "iataCode": "JDZ"},
   "arrivalAirport": {"@type": "Airport", "name": "Tokyo Haneda", "iataCode": "HND"},
   "departureTime": "2027-04-19T01:00:00Z",
   "arrivalTime": {"@type": "QDateTime", "@value": "2027-04-19T14:15:00+09:00",
    "timezone": "Asia/Tokyo"}}},
 {"@type": "LodgingReservation", "reservationNumber": "K7",
  "reservationStatus": "http://schema.org/ReservationConfirmed",
  "checkinTime": "2027-04-16T14:00:00+08:00", "checkoutTime": "2027-04-19T11:30:00+08:00",
  "reservationFor": {"@type": "LodgingBusiness", "name": "Celadon Inn", "telephone": "+86 798 1",
   "address": {"@type": "PostalAddress", "streetAddress": "1 Kiln Lane",
    "addressLocality": "Jingdezhen", "addressCountry": "CN"},
   "geo": {"@type": "GeoCoordinates", "latitude": 29.2978, "longitude": 117.2}}},
 {"@type": "FoodEstablishmentReservation", "startTime": "2027-04-17T18:30:00+08:00",
  "reservationStatus": "http://schema.org/ReservationPending",
  "reservationFor": {"@type": "FoodEstablishment", "name": "瓷宴"}},
 {"@type": "EventReservation", "reservationFor": {"@type": "Event", "name": "Kiln opening",
  "startDate": "2027-04-18T09:00:00+08:00", "location": {"@type": "Place", "name": "Sanbao",
   "address": "Sanbao Road"}}},
 {"@type": "EventReservation", "reservationStatus": "http://schema.org/ReservationCancelled",
  "reservationFor": {"@type": "Event", "name": "Lecture"}},
 {"@type": "RentalCarReservation", "reservationFor": {"@type": "RentalCar", "name": "Van"}}
]"""


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def workbook(sheet: str, strings: str = "", **more: str) -> bytes:
    """An XLSX file of one sheet, with the parts that a spreadsheet program writes."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{rel}"><sheets>'
        '<sheet name="Places" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
        **more,
    }
    return archive(parts)


XLSX = workbook(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>My places</t></is></c></row>'
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c>'
    '<c r="D3" t="s"><v>2</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>3</v></c><c r="C4"><v>29.2978</v></c>'
    '<c r="D4"><v>117.2</v></c></row>'
    '<row r="5"><c r="A5" t="inlineStr"><is><t>Bad</t></is></c><c r="C5" t="str"><v>north</v></c>'
    '<c r="D5"><v>117.2</v></c></row>',
    "<si><t>Name</t></si><si><t>Latitude (°)</t></si><si><t>Longitude</t></si>"
    "<si><r><t>御窑</t></r><r><t>厂</t></r><rPh><t>yuyaochang</t></rPh></si>",
)

ALL: dict[str, bytes] = {
    "a.gpx": GPX.encode(),
    "a.kml": KML.encode(),
    "a.kmz": archive({"doc.kml": KML, "files/icon.png": b"\x89PNG"}),
    "a.geojson": GEOJSON.encode(),
    "a.csv": CSV.encode(),
    "a.xlsx": XLSX,
    "a.ics": ICS.encode(),
    "a.json": RESERVATIONS.encode(),
}


def read(name: str, content: bytes | str, reading: Reading = SHANGHAI) -> Imported:
    """What the reader for `name` finds."""
    data = content.encode() if isinstance(content, str) else content
    return read_content(data, name, reading)
