"""Both languages are complete: what the code says in English, the catalogue says in Chinese."""

import multiprocessing
import shutil
from pathlib import Path

from django.utils.translation import gettext, override

from backend import words

ROOT = Path(__file__).resolve().parents[2]


def test_every_message_is_translated() -> None:
    assert words.untranslated(ROOT) == []


def test_the_code_is_searched_for_messages() -> None:
    found = {message for _path, message in words.messages(ROOT)}
    assert {"project", "milestone", "acknowledged"} & found
    assert len(found) > 100


def test_placeholders_survive_translation() -> None:
    """A translation that loses `%(name)s` would break the sentence, or the mail."""
    broken = [
        message.id
        for message in words.catalogue_read(ROOT)
        if message.id and message.python_format and message.check()
    ]
    assert broken == []


def test_a_word_is_said_in_both() -> None:
    words.catalogue_compile(ROOT)
    with override("zh-hans"):
        assert gettext("milestone") == "里程碑"
    with override("en"):
        assert gettext("milestone") == "milestone"


def test_copies_that_start_at_once_can_all_compile(tmp_path: Path) -> None:
    source = words.catalogue_path(tmp_path)
    source.parent.mkdir(parents=True)
    shutil.copy(words.catalogue_path(ROOT), source)
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        made = pool.map(words.catalogue_compile, [tmp_path] * 4, chunksize=1)
    assert set(made) == {source.with_suffix(".mo")}
    assert {item.suffix for item in source.parent.iterdir()} == {".po", ".mo"}
