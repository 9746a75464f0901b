"""Territories, committees, clusters, agencies, officers and duties: everything dated, nothing of the acts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from liemchinh.directory.roles import DutyRole
from liemchinh.directory.sessions import Session

__all__ = [
    "Agency",
    "Cluster",
    "ClusterMembership",
    "Committee",
    "Duty",
    "Officer",
    "Session",
    "Territory",
]


class Territory(models.Model):
    """A province or centrally run city for the time it bears its name and code."""

    id = models.CharField(primary_key=True, max_length=40, db_comment="Mã bền, không đổi khi đổi mã hành chính")
    code = models.CharField(max_length=2, db_comment="Mã tỉnh; phải đọc cùng với ngày")
    name = models.CharField(max_length=80, db_comment="Tên gọi")
    full_name = models.CharField(max_length=120, db_comment="Tên đầy đủ")
    name_en = models.CharField(max_length=80, db_comment="Tên tiếng Anh")
    valid_from = models.DateField(null=True, db_comment="Ngày bắt đầu; trống là từ trước sổ")
    valid_to = models.DateField(null=True, db_comment="Ngày cuối; trống là đang có")
    successor = models.ForeignKey("self", models.PROTECT, null=True, db_comment="Đơn vị kế thừa")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="territory_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """The committee whose register a dossier belongs to, with its standing office; the unit of access."""

    code = models.SlugField(unique=True, db_comment="Mã ngắn trong địa chỉ trang")
    name = models.CharField(max_length=200, db_comment="Tên Ban Chỉ đạo")
    name_en = models.CharField(max_length=200, db_comment="Tên tiếng Anh")
    office = models.CharField(max_length=200, db_comment="Tên cơ quan thường trực")
    office_en = models.CharField(max_length=200, db_comment="Tên tiếng Anh của cơ quan thường trực")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, db_comment="Địa bàn; trống là Trung ương")
    founded_on = models.DateField(null=True, db_comment="Ngày thành lập Ban Chỉ đạo")
    ended_on = models.DateField(null=True, db_comment="Ngày kết thúc")
    successor = models.ForeignKey("self", models.PROTECT, null=True, db_comment="Ban Chỉ đạo kế thừa sổ")
    is_demonstration = models.BooleanField(default=False, db_comment="Dữ liệu minh họa")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="committee_does_not_succeed_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    """An emulation cluster (cụm thi đua); its members are listed, never derived from a region."""

    code = models.SlugField(unique=True, db_comment="Mã cụm")
    name = models.CharField(max_length=120, db_comment="Tên cụm")
    name_en = models.CharField(max_length=120, db_comment="Tên tiếng Anh")

    def __str__(self) -> str:
        return self.name


class ClusterMembership(models.Model):
    """A territory in a cluster for a time."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="memberships", db_comment="Cụm")
    territory = models.ForeignKey(Territory, models.PROTECT, db_comment="Tỉnh, thành phố")
    valid_from = models.DateField(db_comment="Từ ngày")
    valid_to = models.DateField(null=True, db_comment="Đến ngày")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cluster", "territory", "valid_from"], name="cluster_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}/{self.territory_id}"


class Agency(models.Model):
    """A body that acts or answers: police, procuracy, court, inspectorate, Party commission."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="agencies", db_comment="Thuộc Ban Chỉ đạo")
    name = models.CharField(max_length=200, db_comment="Tên cơ quan")
    name_en = models.CharField(max_length=200, db_comment="Tên tiếng Anh")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["committee", "name"], name="agency_named_once")]

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by their sign-in name, as Django's authentication asks for."""

    def create_officer(self, *, username: str, password: str, name: str, title: str = "") -> Officer:
        """Add an officer who may sign in; duties are given separately."""
        officer = self.model(username=username, name=name, title=title)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class Officer(AbstractBaseUser):
    """A person who signs in. What the officer may do comes from duties, never from this row."""

    username = models.CharField(max_length=60, unique=True, db_comment="Tên đăng nhập")
    name = models.CharField(max_length=120, db_comment="Tên hiện trên màn hình")
    title = models.CharField(max_length=120, blank=True, db_comment="Chức danh")
    is_active = models.BooleanField(default=True, db_comment="Còn được đăng nhập")
    email = models.EmailField(blank=True, db_comment="Nơi nhận tin buổi sáng")
    wants_digest = models.BooleanField(default=False, db_comment="Có nhận tin buổi sáng")

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What an officer is charged with, for which committee, from when to when."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="duties", db_comment="Cán bộ")
    role = models.CharField(
        max_length=20, choices=[(role.value, role.label.vi) for role in DutyRole], db_comment="Vai trò"
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, db_comment="Ban Chỉ đạo; trống là cả nước hoặc cả hệ thống"
    )
    valid_from = models.DateField(db_comment="Từ ngày")
    valid_to = models.DateField(null=True, db_comment="Đến ngày")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=["centre", "administrator"]) | Q(committee__isnull=False),
                name="duty_names_its_committee",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.role}"
