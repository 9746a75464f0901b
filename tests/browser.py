"""What browser tests share: a Chromium, and the desk served on loopback from this process."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, sync_playwright

REQUIRED: Final = os.environ.get("LIEMCHINH_REQUIRE_BROWSER") == "1"
"""Set where nothing may be skipped: a missing program then fails the test."""
CHROMIUM: Final = shutil.which("chromium")

NEEDS_CHROMIUM: Final = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="Chromium is not installed (apt install chromium)"),
]


class _Quiet(WSGIRequestHandler):
    """A server that does not tell each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """The desk on a port of its own, for as long as the block runs; gives its address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium. While it runs, this thread leaves the database to the desk."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=CHROMIUM or "chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()
