"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB: Django's own 100 MiB would let eight sign-ins at once take 800 MiB."""

    time_cost = 1
    memory_cost = 47104
    parallelism = 1
