"""The door through which a web server calls the desk."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")

application = get_wsgi_application()
