"""The number of a voucher, worked out from its tour and its supplier: it stays the same."""

from __future__ import annotations

import hashlib

from tourplanner.domain.reservation import Reservation

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: nothing that is misread on the phone (no I, L, O, U)."""
GROUP, GROUPS = 4, 2


def voucher_number(tour_id: str, reservation: Reservation) -> str:
    """ "7K3M-92QX", from the tour's id, the supplier's site, and what is reserved there.

    Dates, status, code and price are no part of it: what changes them keeps the number, so that
    the request, the voucher and their later prints belong together. Another title is another
    number. Two of a thousand papers share a number once in two million tours.
    """
    site, title = reservation.key
    text = "\0".join((tour_id, site or "", title))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = [LETTERS[number >> 5 * place & 31] for place in range(GROUP * GROUPS)]
    groups = ("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))
    return "-".join(groups)
