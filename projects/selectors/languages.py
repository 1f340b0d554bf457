"""Texts that exist in every language, in the one that is spoken now."""

from collections.abc import Mapping

from django.utils.translation import get_language


def in_language(texts: Mapping[str, str]) -> str:
    """The text in the caller's language, Chinese where none is set; English where it has none."""
    return texts.get(get_language() or "zh-hans", texts["en"])
