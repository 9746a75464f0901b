"""The mail server that the environment names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from liemchinh.station import StationError

_PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PATIENCE: Final = 20
"""Seconds to wait for the server."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go out. `scheme`: smtp in the clear, smtp+starttls, or smtps."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def at(cls, url: str) -> MailServer:
        """Read smtp://, smtp+starttls:// or smtps://user:password@host:port. Raises StationError."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in _PORTS or not parts.hostname:
            raise StationError(
                "LIEMCHINH_SMTP chưa đọc được. Viết như smtp+starttls://tên:mật-khẩu@may-thu.example:587"
                " (hoặc smtp://, smtps://)."
            )
        return cls(
            parts.scheme,
            parts.hostname,
            port or _PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    def connection(self) -> BaseEmailBackend:
        """A connection, opened by the first mail."""
        return EmailBackend(
            host=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.scheme == "smtp+starttls",
            use_ssl=self.scheme == "smtps",
            timeout=_PATIENCE,
        )
