"""The Gantt's chart under the pointer: it is drawn, so what lies where is told by the cursor."""

from playwright.sync_api import Page

from tests.web.gantt import row_of

Point = tuple[float, float]

# in the page, where a line takes no time: by the mouse it is a message for every three pixels
CURSORS = """(canvas, y) => {
  const { left, right } = canvas.getBoundingClientRect();
  const found = [];
  for (let x = Math.floor(left) + 1; x < right; x += 3) {
    const told = { clientX: x, clientY: y, bubbles: true, pointerType: 'mouse' };
    canvas.dispatchEvent(new PointerEvent('pointermove', told));
    found.push([x, canvas.style.cursor]);
  }
  return found;
}"""


def found_by_cursor(page: Page, y: float, cursors: set[str]) -> list[float]:
    """Where along a line of the chart the pointer takes one of these shapes."""
    shapes = page.locator(".gantt-canvas").evaluate(CURSORS, y)
    return [float(x) for x, shape in shapes if shape in cursors]


def middle_of(page: Page, name: str) -> float:
    box = row_of(page, name).bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


def body_of(page: Page, name: str) -> Point:
    y = middle_of(page, name)
    xs = found_by_cursor(page, y, {"grab"})
    return xs[len(xs) // 2], y


def knobs_of(page: Page, name: str) -> tuple[Point, Point]:
    """The knobs before and behind a bar."""
    y = middle_of(page, name)
    xs = found_by_cursor(page, y, {"crosshair"})
    return (xs[0], y), (xs[-1], y)


def dragged(page: Page, one: Point, other: Point) -> None:
    page.mouse.move(*one)
    page.mouse.down()
    page.mouse.move((one[0] + other[0]) / 2, (one[1] + other[1]) / 2, steps=4)
    page.mouse.move(*other, steps=4)
    page.mouse.up()


def line_clicked(page: Page) -> None:
    """Click where a line runs between the rows of A and B."""
    y = (middle_of(page, "Work A") + middle_of(page, "Work B")) / 2
    xs = found_by_cursor(page, y, {"pointer"})
    page.mouse.click(xs[0], y)
