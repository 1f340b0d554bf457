"""The running application and the proxy before it, shared by the tests that ask them."""

from collections.abc import Iterator

import pytest

from tests.deploy.proxy import Application, Proxy, application, proxy


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with application(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture(scope="session")
def front(web: Application, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    home = tmp_path_factory.mktemp("proxy") / "nginx"
    with proxy(home, web=web.data, web_port=web.port) as running:
        yield running
