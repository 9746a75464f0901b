"""Sessions in the database that know whose they are, so that they can be listed and ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

OFFICER_KEY = "_auth_user_id"
BEGAN_KEY = "began_at"
DEVICE_KEY = "device"


class Session(AbstractBaseSession):
    """A sign-in that can be listed and ended."""

    officer = models.ForeignKey(
        "directory.Officer", models.CASCADE, null=True, related_name="sessions", db_comment="Cán bộ"
    )
    began_at = models.DateTimeField(null=True, db_comment="Lúc đăng nhập")
    device = models.CharField(max_length=200, blank=True, db_comment="Trình duyệt tự khai")

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        app_label = "directory"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that writes these rows."""
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database sessions over `Session`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of sessions."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for `data`, with the officer who signed in."""
        row = cast(Session, super().create_model_instance(data))
        officer = data.get(OFFICER_KEY)
        row.officer_id = int(officer) if officer else None
        row.began_at = datetime.fromisoformat(data[BEGAN_KEY]) if BEGAN_KEY in data else None
        row.device = str(data.get(DEVICE_KEY, ""))[:200]
        return row
