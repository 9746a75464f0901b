"""What papers say: claims beside the computed values, never over them, and what officers made of each reading."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from liemchinh.directory.models import Committee, Officer
from liemchinh.ledger.models import Document


class Claim(models.Model):
    """A figure stated by a paper, as read from `document`, characters `start` to `end` of its text."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    document = models.ForeignKey(Document, models.PROTECT, related_name="claims", db_comment="Văn bản")
    indicator = models.CharField(max_length=40, db_comment="Chỉ tiêu")
    value = models.DecimalField(max_digits=24, decimal_places=4, db_comment="Giá trị văn bản nêu")
    unit = models.CharField(max_length=20, db_comment="Đơn vị tính")
    scope = models.CharField(max_length=200, db_comment="Phạm vi: mã tỉnh, VN, CLUSTER:…, ORG:…")
    scope_name = models.CharField(max_length=200, blank=True, db_comment="Phạm vi như văn bản viết")
    first_on = models.DateField(null=True, db_comment="Kỳ tính từ ngày")
    last_on = models.DateField(null=True, db_comment="Kỳ tính đến ngày")
    as_of = models.DateField(null=True, db_comment="Tính đến ngày")
    qualifier = models.CharField(max_length=10, default="exact", db_comment="Chính xác, khoảng, hơn, ít nhất, tối đa")
    quote = models.CharField(max_length=400, db_comment="Trích nguyên văn")
    start = models.IntegerField(db_comment="Ký tự đầu trong văn bản")
    end = models.IntegerField(db_comment="Ký tự cuối trong văn bản")
    note = models.CharField(max_length=200, blank=True, db_comment="Ghi chú của cách đọc")
    amends = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="amended_by", db_comment="Cách đọc được sửa"
    )
    recorded_at = models.DateTimeField(db_comment="Lúc đọc")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người cho đọc hoặc sửa")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__gte=0, end__gt=F("start")), name="claim_spans_characters"),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True) | Q(first_on__isnull=True, last_on__isnull=True),
                name="claim_has_a_period_or_a_day",
            ),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True, last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="claim_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value}"


class Verdict(models.TextChoices):
    """What an officer made of a reading; it never touches the number itself."""

    ACCEPTED = "accepted", "Nhận"
    AMENDED = "amended", "Sửa"
    REFUSED = "refused", "Bác"


class Judgement(models.Model):
    """One verdict on one reading. The latest holds."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="judgements", db_comment="Cách đọc")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, db_comment="Nhận, sửa hay bác")
    reason = models.CharField(max_length=400, blank=True, db_comment="Lý do")
    recorded_at = models.DateTimeField(db_comment="Lúc xử lý")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người xử lý")

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.verdict}"
