"""Messages that tests send, friendly and hostile."""

import datetime

from projects.channels.base import Rendered

NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)
LINK = "https://topout.example/sign/abc-DEF_123:xyz/"
PLAIN = Rendered(
    subject="3# 厂房 主体封顶 逾期 3 天",
    text="计划完成 2026-11-20\n原因：钢结构安装晚了 2 天",
    link=LINK,
    key="0f" * 32,
    language="zh-hans",
    sequence=42,
)
HOSTILE = [
    "**bold** _it_ `code` ~~gone~~ | a | b |",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    '<font color="warning">red</font> <@all> <a href="https://evil.example">x</a>',
    "# head\n> quote\n- item\n1. one\n=== \n--- ",
    "a\r\nb\u2028c\x0bd\x00e\x1b[31mf",
    "\u202eabc\u2066def\u200f",
    "😀👨‍👩‍👧‍👦🇨🇳" * 50,
    '"quoted" \\ {"json": 1} {{ template }} %s {0} ${x}',
    "字" * 100_000,
    "a" * 100_000,
    "\n" * 100_000,
    "\\\"'" * 30_000,
    "half \ud83d a pair",
    "",
]


def hostile(text: str) -> Rendered:
    """A message whose words are hostile all over."""
    return Rendered(
        subject=text, text=f"{text}\n{text}", link=LINK, key="0f" * 32, language="en", sequence=1
    )
