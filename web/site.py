"""What makes the phone's pages an app: their shell, service worker, manifest and icons."""

import io
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve
from PIL import Image, ImageDraw

from web import shell
from web.views import YEAR_SECONDS, page_answer

WORKER = "site-worker.js"
ICON_SIZES = (180, 192, 512)
PAPER, INK, RED = "#f6f6f3", "#15181c", "#c01f30"
# the mark of the pages: three buildings of a 24 by 24 grid, the last storey of the tallest in red
BUILDINGS = (
    ((3, 21), (3, 11), (8, 11), (8, 21)),
    ((9.5, 21), (9.5, 6), (14.5, 6), (14.5, 21)),
    ((16, 21), (16, 13), (21, 13), (21, 21)),
)
TOP = ((8, 3), (16, 3))
GRID, MARGIN, LINE = 24, 0.22, 1.8


@require_safe
@never_cache
@login_required
def site(request: HttpRequest) -> HttpResponse:
    """Answer the shell of the phone's pages; its service worker keeps it for later."""
    return page_answer(request, shell.SITE_ENTRY, "web/site.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponseBase:
    """Serve the service worker; browsers compare it byte by byte to see a new version.

    Raises Http404 (404) while the pages are not built.
    """
    if not (settings.PAGES_DIR / WORKER).is_file():
        raise Http404
    response = serve(request, WORKER, document_root=str(settings.PAGES_DIR))
    response["Content-Type"] = "text/javascript; charset=utf-8"
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """Say what the app is called and looks like on a home screen, in the reader's language."""
    icons = [
        {"src": reverse("web:site-icon", args=[size]), "sizes": f"{size}x{size}"}
        for size in ICON_SIZES
    ]
    return JsonResponse(
        {
            "id": reverse("web:site"),
            "name": _("Topout · site reports"),
            "short_name": _("Topout"),
            "lang": get_language(),
            "start_url": reverse("web:site"),
            "scope": reverse("web:site"),
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [{**icon, "type": "image/png", "purpose": "any"} for icon in icons],
        },
        content_type="application/manifest+json",
    )


@require_safe
def icon(_request: HttpRequest, size: int) -> HttpResponse:
    """Answer the mark as PNG: home screens take no SVG. Raises Http404 for another size."""
    if size not in ICON_SIZES:
        raise Http404
    response = HttpResponse(_icon(size), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}"
    return response


@lru_cache(maxsize=len(ICON_SIZES))
def _icon(size: int) -> bytes:
    """Draw it at four times the size, so that its edges are smooth."""
    side = size * 4
    picture = Image.new("RGB", (side, side), PAPER)
    pen = ImageDraw.Draw(picture)
    scale, shift = side * (1 - 2 * MARGIN) / GRID, side * MARGIN
    width = round(LINE * scale)
    for line, colour in (*((each, INK) for each in BUILDINGS), (TOP, RED)):
        points = [(x * scale + shift, y * scale + shift) for x, y in line]
        pen.line(points, fill=colour, width=width, joint="curve")
    target = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(target, "PNG", optimize=True)
    return target.getvalue()
