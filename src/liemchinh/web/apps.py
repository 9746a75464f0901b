"""The desk as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, forms and their templates; of its own only what an officer keeps on the desk."""

    name = "liemchinh.web"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Bàn làm việc"
