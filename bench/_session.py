"""A signed-in browser's cookie, without the form."""


def cookie_of(username: str) -> tuple[str, str]:
    """The name and the value of the cookie of a user's new session; Django is set up."""
    from django.conf import settings  # noqa: PLC0415 - after set-up
    from django.test import Client  # noqa: PLC0415 - after set-up

    from projects.models import User  # noqa: PLC0415 - after set-up

    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    return name, client.cookies[name].value
