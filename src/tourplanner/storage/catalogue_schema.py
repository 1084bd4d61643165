"""The tables of the catalogue's database."""

from __future__ import annotations

from sqlalchemy import Connection, ForeignKey, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 1

TEXT_COLUMNS = ("en", "local", "romanised", "pinyin", "initials", "address", "about", "facets")
_VIRTUAL_TABLES = (
    f"CREATE VIRTUAL TABLE site_text USING fts5({', '.join(TEXT_COLUMNS)}, "
    "content='', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')",
    "CREATE VIRTUAL TABLE site_box USING rtree(key, south, north, west, east)",
)


class Base(DeclarativeBase):
    """What all tables of this database have in common: their list."""


class MetaRow(Base):
    """A fact about the database itself: version, number of sites."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class CityRow(Base):
    """A city, in the order of the list; `record` is its source as JSON."""

    __tablename__ = "city"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    country: Mapped[str]
    record: Mapped[str]
    events: Mapped[str]
    """The events of the whole city, as a JSON list."""


class SiteRow(Base):
    """A site; the columns are what is searched by, `record` is its source as JSON."""

    __tablename__ = "site"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    city: Mapped[int] = mapped_column(ForeignKey("city.key"), index=True)
    lat: Mapped[float]
    lon: Mapped[float]
    hours: Mapped[str | None]
    """The expression that the planner uses, known or assumed."""
    facets: Mapped[str]
    """City, kind and terms as in site_text."""
    record: Mapped[str]
    events: Mapped[str | None]
    """The site's events as a JSON list, None without any."""

    __table_args__ = (Index("ix_site_point", "lat", "lon"),)  # all points without the records


class TermRow(Base):
    """A word of a vocabulary, in its usual order."""

    __tablename__ = "term"
    key: Mapped[int] = mapped_column(primary_key=True)
    facet: Mapped[str]
    id: Mapped[str]
    label: Mapped[str]
    label_zh: Mapped[str | None]


class HolidayRow(Base):
    """A run of public holidays; dates in ISO form, `makeup_workdays` separated by spaces."""

    __tablename__ = "holiday"
    key: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    name: Mapped[str]
    first: Mapped[str]
    last: Mapped[str]
    makeup_workdays: Mapped[str]
    is_provisional: Mapped[bool]


def create_tables(connection: Connection) -> None:
    """Make all tables, the full-text one and the spatial one included, in an empty file."""
    Base.metadata.create_all(connection)
    for statement in _VIRTUAL_TABLES:
        connection.execute(text(statement))
