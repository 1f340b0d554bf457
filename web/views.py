"""The board's shell, signing in and out."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from projects.models import User
from web import shell

# a page that waits for its build asks again after this many seconds
REFRESH_SECONDS = 3
YEAR_SECONDS = 31_536_000
# shared/portfolio.ts says the same: what is fetched early must be what the script asks for
TREND_DAYS = 7


@require_safe
@never_cache
@login_required
def built_page(request: HttpRequest, title: str, part: str, pk: int = 0) -> HttpResponse:  # noqa: ARG001 - the script reads it off the address
    """Answer a page of the board's script, or a calm one while they are being built.

    Whether the row `pk` is the reader's, the API says to the script.
    """
    return part_answer(request, part, title=title)


@require_safe
@never_cache
@login_required
def board_page(request: HttpRequest) -> HttpResponse:
    """Answer the board; what it shows is on its way before its script has come."""
    early = [f"{reverse('api:portfolio-list')}?trend_days={TREND_DAYS}"]
    return part_answer(request, "board/Board", early=early)


@require_safe
@never_cache
@login_required
def gantt_page(request: HttpRequest, title: str, pk: int) -> HttpResponse:
    """Answer the Gantt chart; the plan is on its way before any script runs."""
    early = [reverse("api:gantt", args=[pk])]
    return part_answer(request, "planner/GanttPage", title=title, early=early)


def part_answer(request: HttpRequest, part: str, **context: object) -> HttpResponse:
    """Answer the shell of a page of the board's script, `part` of its sources beside the entry."""
    source = f"src/{part}.tsx"
    return page_answer(request, shell.BOARD_ENTRY, "web/board.html", source, **context)


def page_answer(
    request: HttpRequest, entry: str, template: str, part: str = "", **context: object
) -> HttpResponse:
    """Answer the shell of a built entry to who is signed in, or that it is being built."""
    built = shell.built_find(entry, part)
    if built is None:
        page = render(request, "web/building.html", {"seconds": REFRESH_SECONDS}, status=503)
        page["Retry-After"] = str(REFRESH_SECONDS)
        return page
    # login_required lets nobody else through
    assert isinstance(request.user, User)  # noqa: S101 - signed in, by its decorator
    told = {"built": built, "boot": shell.boot(request, request.user)}
    return render(request, template, {**told, **context})


@require_safe
def built_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a built file that the static files do not know (yet); its name carries its hash."""
    response = serve(request, path, document_root=str(settings.PAGES_DIR / "assets"))
    response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


@require_safe
def push_worker(request: HttpRequest) -> HttpResponseBase:
    """Serve the service worker, whose address must stay and which rules what lies below it.

    Raises Http404 (404) while the pages are not built. Browsers ask for it again each day.
    """
    built = shell.built_find(shell.PUSH_ENTRY)
    if built is None:
        raise Http404
    name = built.script.removeprefix(f"{settings.STATIC_URL}pages/")
    response = serve(request, name, document_root=str(settings.PAGES_DIR))
    response["Content-Type"] = "text/javascript; charset=utf-8"
    response["Cache-Control"] = "no-cache"
    return response


class SignIn(LoginView):
    """Sign in with name and password; ten wrong ones lock for a while (django-axes)."""

    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Speak the person's own language from now on, unless this browser was told another."""
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User) and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                translation.get_supported_language_variant(user.language),
                max_age=YEAR_SECONDS,
                samesite="Lax",
            )
        return response
