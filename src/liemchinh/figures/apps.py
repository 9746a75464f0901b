"""Figures as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """What is counted, what papers claim, and how the two compare."""

    name = "liemchinh.figures"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Số liệu"
