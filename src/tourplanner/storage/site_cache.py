"""A bounded memory of sites already read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from tourplanner.domain.site import Site

DEFAULT_SIZE = 8_192


class SiteCache:
    """Sites by their key in the database; the ones longest unused go first. Safe on any thread."""

    def __init__(self, size: int = DEFAULT_SIZE) -> None:
        self._size = size
        self._sites: OrderedDict[int, Site] = OrderedDict()
        self._lock = Lock()

    def known(self, keys: Iterable[int]) -> dict[int, Site]:
        """Those of the sites that are remembered."""
        found: dict[int, Site] = {}
        with self._lock:
            for key in keys:
                site = self._sites.get(key)
                if site is not None:
                    self._sites.move_to_end(key)
                    found[key] = site
        return found

    def keep(self, sites: Iterable[tuple[int, Site]]) -> None:
        """Remember sites."""
        with self._lock:
            for key, site in sites:
                self._sites[key] = site
            while len(self._sites) > self._size:
                self._sites.popitem(last=False)
