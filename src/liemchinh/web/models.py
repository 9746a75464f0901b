"""What an officer keeps on the desk: forms half written, searches, workbooks, a calendar. No fact is among it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from liemchinh.directory.models import Committee, Officer
from liemchinh.ledger.models import Dossier


class Draft(models.Model):
    """A form of an act as it was typed, kept until it is recorded or thrown away. Seen by its writer alone."""

    key = models.UUIDField(unique=True, db_comment="Khóa của biểu mẫu, cũng là khóa của lần gửi")
    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    officer = models.ForeignKey(Officer, models.CASCADE, db_comment="Người viết")
    dossier = models.ForeignKey(Dossier, models.CASCADE, db_comment="Hồ sơ")
    kind = models.CharField(max_length=40, db_comment="Loại hành vi")
    replaces = models.BigIntegerField(null=True, db_comment="Mục đang đính chính")
    typed = models.JSONField(db_comment="Những gì đã gõ, nguyên văn")
    saved_at = models.DateTimeField(db_comment="Lúc lưu")

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.kind}"


class SavedSearch(models.Model):
    """A search or a filtered list under a name of the officer's own."""

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, db_comment="Sổ; trống là cả nước")
    officer = models.ForeignKey(Officer, models.CASCADE, db_comment="Của ai")
    name = models.CharField(max_length=80, db_comment="Tên")
    path = models.CharField(max_length=200, db_comment="Trang")
    query = models.CharField(max_length=2000, db_comment="Từ tìm và các lựa chọn, như trên địa chỉ")
    saved_at = models.DateTimeField(db_comment="Lúc lưu")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "name"], name="saved_search_named_once")]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """A secret address at which an officer's calendar program reads the deadlines. Only its digest is kept."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="feeds", db_comment="Của ai")
    digest = models.CharField(max_length=64, unique=True, db_comment="SHA-256 của khóa trong địa chỉ")
    made_at = models.DateTimeField(db_comment="Lúc tạo")
    revoked_at = models.DateTimeField(null=True, db_comment="Lúc thu hồi")

    def __str__(self) -> str:
        return str(self.officer_id)


class Digest(models.Model):
    """A morning mail that was sent: one for an officer and a day, however often the command runs."""

    officer = models.ForeignKey(Officer, models.CASCADE, db_comment="Gửi cho ai")
    day = models.DateField(db_comment="Ngày của tin")
    sent_at = models.DateTimeField(db_comment="Lúc gửi")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.day}"


class Workbook(models.Model):
    """A list from Excel that waits to be looked through; gone once recorded or thrown away. Its sender's alone."""

    key = models.UUIDField(unique=True, db_comment="Khóa trong địa chỉ")
    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    officer = models.ForeignKey(Officer, models.CASCADE, db_comment="Người gửi")
    name = models.CharField(max_length=200, db_comment="Tên tệp")
    content = models.BinaryField(db_comment="Nguyên văn tệp")
    day = models.DateField(db_comment="Ngày chuyển sổ")
    saved_at = models.DateTimeField(db_comment="Lúc nhận")

    def __str__(self) -> str:
        return self.name
