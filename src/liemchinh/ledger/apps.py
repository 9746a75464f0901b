"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Dossiers and their acts: the facts, only ever added to."""

    name = "liemchinh.ledger"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sổ"
