"""Stored bytes as an answer: not again to who has them, in part to who asks for a part.

A key is a content address, so its bytes never change under one URL: the ETag is the address and
a browser may keep them. What differs is who may see them, hence `private` and `Vary`.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.exceptions import NotFound

from projects.api.refusals import RangeNotSatisfiable
from projects.selectors.photos import bytes_link

KEPT_SECONDS = 365 * 86400
CHUNK = 256 * 1024
# one range; who asks for several at once gets the whole, as RFC 9110 14.2 allows
RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
HEADERS = {
    "Cache-Control": f"private, max-age={KEPT_SECONDS}, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


def bytes_response(request: HttpRequest, *, key: str, mime_type: str) -> HttpResponseBase:
    """Answer the bytes under a key: by the proxy, by the store, or by this process."""
    etag = f'"{key.rsplit("/", 1)[-1]}"'
    link = bytes_link(key)
    response: HttpResponseBase
    if _is_known(request, etag):
        response = HttpResponseNotModified()
    elif link.startswith("/"):
        response = HttpResponse(content_type=mime_type, headers={"X-Accel-Redirect": link})
    elif link:
        # the address ends in minutes, so it must not be kept for longer
        return HttpResponseRedirect(link, headers={"Cache-Control": "private, no-store"})
    else:
        response = _sent(request, key, mime_type, etag)
    for name, value in HEADERS.items():
        response[name] = value
    response["ETag"] = etag
    patch_vary_headers(response, ("Authorization", "Cookie"))
    return response


def _is_known(request: HttpRequest, etag: str) -> bool:
    """Does If-None-Match name it? The comparison is the weak one, as for every GET."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return etag in {tag.removeprefix("W/") for tag in known} or known == ["*"]


def _sent(request: HttpRequest, key: str, mime_type: str, etag: str) -> HttpResponseBase:
    try:
        file = default_storage.open(key)
    except FileNotFoundError as error:
        raise NotFound from error
    part = _part_asked(request, etag, file.size)
    if part is None:
        response: StreamingHttpResponse = FileResponse(file, content_type=mime_type)
    else:
        response = StreamingHttpResponse(_part(file, part), status=206, content_type=mime_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
        response["Content-Length"] = str(len(part))
    response["Accept-Ranges"] = "bytes"
    return response


def _part_asked(request: HttpRequest, etag: str, size: int) -> range | None:
    """Return the bytes asked for, None for all of them; RangeNotSatisfiable beyond the end."""
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not found or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not (first or last) or (first and last and int(last) < int(first)):
        # no range at all, which counts as none asked for
        return None
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        raise RangeNotSatisfiable(size=size)
    return range(start, stop)


def _part(file: IO[bytes], part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        left = len(part)
        while left and (chunk := file.read(min(left, CHUNK))):
            left -= len(chunk)
            yield chunk
