"""Reports as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Layouts, frozen editions and their rendering."""

    name = "liemchinh.reports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Báo cáo"
