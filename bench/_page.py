"""The page that `envelope` writes, Chinese and English beside one another."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

TITLE = "# 规模与耗时 · Scale and time"
ABOUT = """\
由一条命令生成，请勿手改：`python3 dev.py bench envelope`。
时间为中位数；机器不同数值不同，比值可比。

Written by that command; do not edit it by hand. Times are medians; on another machine they differ,
the ratios do not.
"""
ENGINE = """\
## 计算引擎 · The engine
每项活动平均两条关系，四种类型，有延时，三个日历。整体：从数据列到全部日期和时差。
内核：正推、逆推、自由时差，与同样计算的 C 程序相比。
延误：影响 1 % 活动的一处延误，增量计算占整体计算的比例。

Two links an activity, all four kinds, lags, three calendars. Whole: from columns to all dates and
floats. Kernel: both passes and the free floats, beside the same in C. Slip: following one that
reaches 1 % of the activities, over computing the whole plan. Memory: the peak of the process.

| 活动 Activities | 关系 Links | 整体 Whole | 内核 Kernel | 内核 Kernel ÷ C |\
 整体 Whole ÷ 内核 Kernel | 延误 Slip ÷ 整体 Whole | 内存 Memory |
|---:|---:|---:|---:|---:|---:|---:|---:|
"""
SERVED = """\
## 接口 · Through the API
PATCH 一项工期：读网络、重算、写回变动、返回变动清单；PostgreSQL，生产设置，一次一个请求。

PATCH of one duration: the network is read, computed, what moved is stored and answered; PostgreSQL
with production settings, one request at a time. Memory: the peak of the largest server process.

| 活动 Activities | 中位 Median | 最慢 Slowest | 内存 Memory |
|---:|---:|---:|---:|
"""
ENDS = """\
## 到哪里为止 · Where it ends
超出即 422 `beyond_calendar`，原结果保留。引擎除内存外没有别的上限。

Beyond these a computation is refused with 422 `beyond_calendar` and the last good schedule stays.
Nothing else but memory ends the engine.

| 限制 Limit | 值 Value |
|---|---:|
| 公元 1–9999 年：首尾相接的活动，每项 {step} 天 ·\
 Years 1 to 9999: activities of {step} days in a row | {chain:,} |
| {days:,} 个工作日的计划的日历数 · Calendars of a plan of {days:,} working days | {calendars} |
| 引擎每项活动的内存 · Memory of the engine per activity | {memory:.2f} KB |
"""
MACHINE = "## 测量环境 · Measured on\n"


@dataclass(frozen=True)
class Engine:
    """One size of the engine: seconds, a share, MB."""

    count: int
    links: int
    whole: float
    kernel: float
    c: float
    slip: float
    memory: float


@dataclass(frozen=True)
class Served:
    """One size through the API: seconds and MB."""

    count: int
    median: float
    slowest: float
    memory: float


@dataclass(frozen=True)
class Ends:
    """How many activities of `step` days make the longest chain; calendars of a plan of `days`."""

    chain: int
    step: int
    calendars: int
    days: int


@dataclass(frozen=True)
class Page:
    """All that the page shows."""

    engine: list[Engine]
    served: list[Served]
    ends: Ends


def written(page: Page, machine: str) -> str:
    """The page as Markdown."""
    tables = (
        ENGINE + "".join(map(_engine, page.engine)),
        SERVED + "".join(map(_served, page.served)),
        _ends(page),
        MACHINE + machine,
    )
    return "\n".join((TITLE, "", ABOUT, *tables))


def machine() -> str:
    """What it was measured on, without the machine's name; the load tells a busy one."""
    cpu = _line("/proc/cpuinfo", "model name") or platform.machine()
    total = int((_line("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 1024**2
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "Django"))
    python, load = platform.python_version(), os.getloadavg()[2]
    return (
        f"{os.cpu_count()} × {cpu}; {total:.0f} GB; Python {python}, {versions}; "
        f"负载 load {load:.1f}\n"
    )


def _line(file: str, name: str) -> str:
    """The value of a line `name : value` of a file of the kernel's."""
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _colon, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _engine(row: Engine) -> str:
    return (
        f"| {row.count:,} | {row.links:,} | {_time(row.whole)} | {_time(row.kernel)} | "
        f"{row.kernel / row.c:.2f} | {row.whole / row.kernel:.2f} | {row.slip:.3f} | "
        f"{row.memory:,.0f} MB |\n"
    )


def _served(row: Served) -> str:
    return (
        f"| {row.count:,} | {_time(row.median)} | {_time(row.slowest)} | {row.memory:,.0f} MB |\n"
    )


def _ends(page: Page) -> str:
    """The limits that were tried, and what memory an activity more takes."""
    small, large = page.engine[-2:]
    each = (large.memory - small.memory) / (large.count - small.count) * 1024
    return ENDS.format(**vars(page.ends), memory=each)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
