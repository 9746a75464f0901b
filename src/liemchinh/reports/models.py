"""Issued reports: a slice, a position, the digest of the definitions used, and the values, frozen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from liemchinh.directory.models import Committee, Officer


class Edition(models.Model):
    """One issued report. Whatever is corrected later shows as a difference, never as a change of this row."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Ban Chỉ đạo ban hành")
    place = models.CharField(max_length=40, db_comment="Phạm vi số liệu: mã bền của tỉnh, VN, CLUSTER:…")
    place_name = models.CharField(max_length=200, db_comment="Tên phạm vi lúc ban hành")
    territories = models.JSONField(null=True, db_comment="Các địa bàn được tính; trống là mọi địa bàn")
    committees = models.JSONField(null=True, db_comment="Các sổ được tính; trống là mọi sổ")
    layout = models.CharField(max_length=40, db_comment="Mẫu báo cáo")
    layout_digest = models.CharField(max_length=64, db_comment="Dấu của mẫu và định nghĩa chỉ tiêu")
    number = models.CharField(max_length=40, db_comment="Số, ký hiệu, dạng 61-BC/BCĐ")
    first_on = models.DateField(db_comment="Kỳ từ ngày")
    last_on = models.DateField(db_comment="Kỳ đến ngày")
    position = models.BigIntegerField(db_comment="Số liệu theo sổ đến mục này")
    known_at = models.DateTimeField(null=True, db_comment="Lúc vào sổ của mục ấy; trống là sổ chưa có mục nào")
    issued_on = models.DateField(db_comment="Ngày ban hành")
    recorded_at = models.DateTimeField(db_comment="Lúc đóng băng")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người ban hành")
    signer = models.CharField(max_length=120, db_comment="Người ký")
    signer_post = models.CharField(max_length=200, db_comment="Chức vụ người ký")
    body = models.JSONField(db_comment="Các mục, đoạn và chỗ đặt số liệu như đã ban hành")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["committee", "number"], name="edition_numbered_once"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="edition_period_runs_forward"),
        ]

    def __str__(self) -> str:
        return self.number


class EditionFigure(models.Model):
    """One number of an edition, with what is needed to open its evidence again."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="figures", db_comment="Ấn bản")
    place = models.IntegerField(db_comment="Thứ tự trong ấn bản, từ 1")
    indicator = models.CharField(max_length=40, db_comment="Chỉ tiêu")
    first_on = models.DateField(null=True, db_comment="Kỳ từ ngày; trống với số cuối kỳ")
    last_on = models.DateField(db_comment="Kỳ đến ngày, hoặc ngày của số cuối kỳ")
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True, db_comment="Giá trị; trống là sổ không có")
    unit = models.CharField(max_length=20, db_comment="Đơn vị tính")
    printed = models.CharField(max_length=120, db_comment="Như in trong báo cáo")
    evidence = models.IntegerField(db_comment="Số dòng bằng chứng lúc ban hành")
    definition = models.CharField(max_length=64, db_comment="Dấu của định nghĩa chỉ tiêu lúc ban hành")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "place"], name="edition_figure_in_its_place")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place}"
