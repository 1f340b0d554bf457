"""The page of a Gantt library in our server, so that it reads the same plan by the same cookie."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

# the plan is sent for before the script runs, as our own shell does it
PAGE = """<!doctype html>
<html lang="zh-Hans" data-plan="{plan}"
  style="--chart-width: {width}px; --chart-height: {height}px">
<head>
  <meta charset="utf-8">
  <title>{library}</title>
  <link rel="icon" href="{icon}">
  <link rel="preload" as="fetch" crossorigin href="{plan}">
  <link rel="stylesheet" href="{styles}">
  <script type="module" src="{script}"></script>
</head>
<body><div class="zooms"></div><div id="chart"></div></body>
</html>
"""


def chart_page(request: HttpRequest, library: str, pk: int) -> HttpResponse:
    """Answer the page; `?width=&height=` is what our own chart has of the screen."""
    page = format_html(
        PAGE,
        plan=reverse("api:gantt", args=[pk]),
        width=int(request.GET["width"]),
        height=int(request.GET["height"]),
        library=library,
        icon=static("web/icon.svg"),
        styles=static(f"peers/{library}/page.css"),
        script=static(f"peers/{library}/page.js"),
    )
    return HttpResponse(page)
