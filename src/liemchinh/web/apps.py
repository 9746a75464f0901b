"""The desk as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, forms and their templates; no tables."""

    name = "liemchinh.web"
    verbose_name = "Bàn làm việc"
