"""The page that folium writes."""

from __future__ import annotations

import re

from tourplanner.mapping import page
from tourplanner.mapping.page import (
    SCRIPTS,
    STYLES,
    asset_text,
    content_policy,
    page_key,
    window_page,
    with_nonce,
)
from tourplanner.paths import resource


def test_the_page_links_to_nothing_but_our_own_files() -> None:
    written = window_page()
    links = re.findall(r"(?:src|href)=[\"']([^\"']+)", written)
    assert not re.search(r"https?://", written)
    assert links
    for link in set(links) - {"qwebchannel.js"}:
        assert resource("web", *link.split("/")).is_file()


def test_folium_makes_the_map_and_hands_it_to_our_scripts() -> None:
    written = window_page()
    assert "var map_plan = L.map(" in written
    assert "tourMap.attach(map_plan, " in written
    assert "tileLayer" not in written


def test_the_page_is_the_same_every_time() -> None:
    assert window_page() == window_page()
    assert page_key() == page_key()


def test_a_policy_names_each_inline_block_by_its_hash() -> None:
    policy = content_policy("<style>p{}</style><script>1</script><script src='x'></script>")
    assert "default-src 'none'" in policy
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy


def test_a_nonce_marks_inline_blocks_only() -> None:
    marked = with_nonce('<script>1</script><script src="x"></script><style>p{}</style>', "abc")
    assert marked.count('nonce="abc"') == 2


def test_inlined_assets_ask_for_no_other_file_and_do_not_end_their_element() -> None:
    styles, scripts = asset_text(STYLES), asset_text(SCRIPTS)
    assert not re.search(r"url\((?!['\"]?(data:|#))", styles)
    assert "sourceMappingURL" not in scripts
    assert "</script" not in scripts.lower()
    assert "<!--" not in scripts
    assert page.theme_rules().count("--paper:") == 2
