"""Links that the app's Share button copies."""

from __future__ import annotations

from bot.core.sharing import shared

LONG = (
    "https://www.xiaohongshu.com/discovery/item/65a?app_platform=ios&xsec_token=CBx=&type=normal&shareRedId=ODc"
    "&apptime=17&share_id=abc&xhsshare=CopyLink&author_share=1"
)


def test_a_short_link_is_cut_out_before_the_full_width_comma() -> None:
    found = shared("64 小明发布了一篇小红书笔记 😆 http://xhslink.com/a/AbC123，复制本条信息，打开App")
    assert found
    assert (found.link, found.short) == ("http://xhslink.com/a/AbC123", True)


def test_what_tells_who_shared_it_is_removed() -> None:
    found = shared(f"look {LONG}，hello")
    assert found
    assert found.clean == "https://www.xiaohongshu.com/discovery/item/65a?xsec_token=CBx=&type=normal"


def test_the_token_that_opens_the_note_is_kept() -> None:
    found = shared(LONG)
    assert found
    assert "xsec_token" not in found.removed


def test_a_link_that_tells_nothing_stays_as_it_is() -> None:
    found = shared("https://www.rednote.com/explore/65a")
    assert found
    assert (found.clean, found.removed) == ("https://www.rednote.com/explore/65a", ())


def test_other_links_are_none_of_our_business() -> None:
    assert shared("https://example.org/xiaohongshu") is None
