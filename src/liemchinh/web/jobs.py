"""The work that goes on behind the desk: the tasks that a worker knows. Each can be done twice without harm."""

from __future__ import annotations
