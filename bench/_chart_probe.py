"""One Gantt chart in Chromium: when its bars are in the picture, its frames, what it keeps."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page

PATIENCE_MS = 60_000
VIEWPORT = (1440, 900)
# when the frame ends that first has an element in view; a message comes behind its painting
FIRST_BARS = """(selector => {
  window.firstBars = new Promise(resolve => {
    const look = () => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (!box?.width || box.left > innerWidth || box.top > innerHeight) {
        requestAnimationFrame(look);
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
})"""
SEEN = """patience => Promise.race([
  window.firstBars,
  new Promise(resolve => setTimeout(resolve, patience, null)),
])"""
# scrolls a little each frame, and says how long each one took; null: it would not end
SCROLLED = """async ([across, down, frames, patience]) => {
  const last = selector => [...document.querySelectorAll(selector)].at(-1);
  const [wide, high] = [last(across), last(down)];
  const times = [];
  const begun = await new Promise(requestAnimationFrame);
  let before = begun;
  for (let frame = 0; frame < frames; frame += 1) {
    if (high) high.scrollTop += 100;
    if (frame % 3 === 0) wide.scrollLeft += 40;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
    if (now - begun > patience) return null;
  }
  const stuck = high && high.scrollHeight > high.clientHeight && !high.scrollTop;
  if (stuck || !wide.scrollLeft) throw new Error("It did not scroll.");
  return times;
}"""
# presses each zoom and back again; null: it would not end
ZOOMED = """async ([selector, patience]) => {
  const buttons = [...document.querySelectorAll(selector)];
  const times = [];
  const begun = await new Promise(requestAnimationFrame);
  for (const button of [...buttons, ...buttons.toReversed()]) {
    let before = await new Promise(requestAnimationFrame);
    button.click();
    for (let frame = 0; frame < 3; frame += 1) {
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    if (before - begun > patience) return null;
  }
  if (buttons.length < 5) throw new Error("There are fewer zooms.");
  return times;
}"""


@dataclass(frozen=True)
class Chart:
    """A chart's page, and by which selectors it shows bars, scrolls and zooms."""

    name: str
    path: str
    bar: str
    across: str
    down: str
    zooms: str


OURS = Chart(
    "topout",
    "/projects/{project}/gantt/",
    "canvas[data-drawn]",
    ".gantt-scroller",
    ".gantt-scroller",
    ".gantt-tools .switch button",
)
_PEER = "/peers/charts/{library}/{{project}}/?width={width}&height={height}"


def peer(library: str, width: int, height: int) -> Chart:
    """A library's chart in a box of so many pixels."""
    bar, across, down = {
        "svar": (".wx-bar", ".wx-chart", ".wx-gantt"),
        "dhtmlx": (".gantt_task_line", ".gantt_hor_scroll", ".gantt_ver_scroll"),
    }[library]
    path = _PEER.format(library=library, width=width, height=height)
    return Chart(library, path, bar, across, down, ".zooms button")


@dataclass(frozen=True)
class Visit:
    """What one visit with an empty cache showed; None for what did not end in time.

    Milliseconds to the bars, of each frame while scrolling and zooming, of the page's own work in
    a frame of scrolling, whose pace no screen sets; MB that are kept.
    """

    bars: float | None
    scrolled: list[float] | None = None
    zoomed: list[float] | None = None
    work: float | None = None
    memory: float | None = None


@dataclass(frozen=True)
class Visitor:
    """A browser that is signed in at a server."""

    browser: Browser
    base: str
    cookie: tuple[str, str]

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page with nothing in its cache."""
        width, height = VIEWPORT
        context = self.browser.new_context(viewport={"width": width, "height": height})
        name, value = self.cookie
        context.add_cookies([{"name": name, "value": value, "url": self.base}])
        yield context.new_page()
        context.close()

    def visit(self, chart: Chart, project: int, frames: int) -> Visit:
        """Open a chart and wait until it rests; with `frames`, scroll so many and zoom."""
        with self.page() as page:
            page.add_init_script(f"{FIRST_BARS}({chart.bar!r})")
            page.goto(self.base + chart.path.format(project=project), wait_until="commit")
            bars = page.evaluate(SEEN, PATIENCE_MS)
            if bars is None:
                return Visit(None)
            # what is asked for behind the bars would be in the next visit's way
            page.wait_for_load_state("networkidle")
            if not frames:
                return Visit(bars)
            tools = page.context.new_cdp_session(page)
            memory, before = _kept(tools), _worked(tools)
            scrolled = page.evaluate(SCROLLED, [chart.across, chart.down, frames, PATIENCE_MS])
            work = (_worked(tools) - before) / frames if scrolled else None
            zoomed = page.evaluate(ZOOMED, [chart.zooms, PATIENCE_MS])
            return Visit(bars, scrolled, zoomed, work, memory)

    def room(self, project: int) -> tuple[int, int]:
        """The pixels that our own chart has of the screen, for the others."""
        with self.page() as page:
            page.goto(self.base + OURS.path.format(project=project))
            page.wait_for_selector(OURS.bar, timeout=PATIENCE_MS)
            box = page.locator(OURS.down).bounding_box()
            page.wait_for_load_state("networkidle")
        assert box  # noqa: S101 - it was waited for
        return round(box["width"]), round(box["height"])


def _kept(tools: CDPSession) -> float:
    """MB of the heap behind a collection of garbage; canvas and DOM are not in it."""
    tools.send("HeapProfiler.collectGarbage")
    return float(tools.send("Runtime.getHeapUsage")["usedSize"]) / 1024**2


def _worked(tools: CDPSession) -> float:
    """Milliseconds of work of the page's main thread since it was first asked."""
    tools.send("Performance.enable")
    told = tools.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(each["value"]) for each in told if each["name"] == "TaskDuration")


def p95(times: list[float]) -> float:
    """The time below which nineteen of twenty lie."""
    return statistics.quantiles(times, n=20)[-1]
