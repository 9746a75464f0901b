"""The directory as a Django app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Territories, committees, agencies, officers and their duties."""

    name = "liemchinh.directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Danh bạ"
