"""The facts: dossiers, acts, their lines, persons, organisations, documents. Written by `record` alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from liemchinh.directory.models import Committee, Officer, Territory
from liemchinh.kernel.calendar import Precision
from liemchinh.law.acts import DossierKind, Rung, WatchLevel


class Head(models.Model):
    """How far the register has come: one row, locked by each writer, so that positions follow commits."""

    id = models.SmallIntegerField(primary_key=True, default=1, db_comment="Luôn bằng 1")
    position = models.BigIntegerField(default=0, db_comment="Mục cuối cùng đã ghi")
    recorded_at = models.DateTimeField(db_comment="Lúc ghi mục cuối cùng; không bao giờ lùi")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return str(self.position)


class Document(models.Model):
    """A paper as received: its bytes, their digest, and the text read from it."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    name = models.CharField(max_length=200, db_comment="Tên tệp hoặc tên văn bản")
    media_type = models.CharField(max_length=100, db_comment="Loại tệp")
    content = models.BinaryField(db_comment="Nguyên văn tệp")
    digest = models.CharField(max_length=64, db_comment="SHA-256 của tệp")
    text = models.TextField(db_comment="Chữ đọc được từ tệp")
    published_on = models.DateField(null=True, db_comment="Ngày của văn bản")
    recorded_at = models.DateTimeField(db_comment="Lúc nhận vào hệ thống")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người nhận")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["committee", "digest"], name="document_received_once"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="document_digest_is_sha256"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person the acts name. Stands outside the acts, so that a misspelt name never touches history."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    name = models.CharField(max_length=120, db_comment="Họ tên hoặc tên viết tắt")
    post = models.CharField(max_length=200, blank=True, db_comment="Chức vụ, nơi làm việc khi xảy ra sự việc")
    unit = models.CharField(max_length=200, blank=True, db_comment="Cơ quan, đơn vị hoặc nơi cư trú")
    birth_year = models.PositiveSmallIntegerField(null=True, db_comment="Năm sinh")
    sex = models.CharField(
        max_length=1, blank=True, choices=[("M", "nam"), ("F", "nữ")], db_comment="Giới tính; trống là chưa ghi"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2200)), name="person_born_after_1900"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PersonChange(models.Model):
    """How a person was described before an officer described them otherwise, and why. The row itself says how now."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    person = models.ForeignKey(Person, models.PROTECT, related_name="changes", db_comment="Người được mô tả")
    name = models.CharField(max_length=120, db_comment="Họ tên trước khi sửa")
    post = models.CharField(max_length=200, blank=True, db_comment="Chức vụ trước khi sửa")
    unit = models.CharField(max_length=200, blank=True, db_comment="Cơ quan, đơn vị trước khi sửa")
    birth_year = models.PositiveSmallIntegerField(null=True, db_comment="Năm sinh trước khi sửa")
    sex = models.CharField(max_length=1, blank=True, db_comment="Giới tính trước khi sửa")
    reason = models.TextField(db_comment="Vì sao sửa")
    recorded_at = models.DateTimeField(db_comment="Lúc sửa")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_comment="Người sửa")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.name}"


class PersonLink(models.Model):
    """What an officer decided about two rows: one person, two, or taken back. The latest counts."""

    SAME: ClassVar = "same"
    DIFFERENT: ClassVar = "different"
    UNDECIDED: ClassVar = "undecided"

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_comment="Người có số nhỏ hơn")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+", db_comment="Người có số lớn hơn")
    verdict = models.CharField(
        max_length=9,
        choices=[(SAME, "là một người"), (DIFFERENT, "là hai người"), (UNDECIDED, "rút lại kết luận")],
        db_comment="Kết luận; dòng sau cùng có giá trị",
    )
    reason = models.TextField(blank=True, db_comment="Căn cứ")
    recorded_at = models.DateTimeField(db_comment="Lúc kết luận")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người kết luận")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(person__lt=F("other")), name="link_names_the_smaller_row_first")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict} {self.other_id}"


class Organisation(models.Model):
    """A body the acts name: inspected, disciplined, or accused as a legal person."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    name = models.CharField(max_length=200, db_comment="Tên tổ chức")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["committee", "name"], name="organisation_named_once")]

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """A file. What it is follows from its acts; this row only names it."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    territory = models.ForeignKey(Territory, models.PROTECT, db_comment="Địa bàn, đọc theo ngày mở hồ sơ")
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.label.vi) for kind in DossierKind], db_comment="Loại hồ sơ"
    )
    number = models.CharField(max_length=20, db_comment="Số hồ sơ")
    title = models.CharField(max_length=400, db_comment="Tên hồ sơ")
    opened_on = models.DateField(db_comment="Ngày mở hồ sơ")
    position = models.BigIntegerField(unique=True, db_comment="Mục lúc mở, cùng dãy với hành vi")
    recorded_at = models.DateTimeField(db_comment="Lúc mở trong hệ thống")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_comment="Người mở hồ sơ")
    keeper = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_comment="Người theo dõi")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["committee", "number"], name="dossier_numbered_once")]

    def __str__(self) -> str:
        return self.number


class Act(models.Model):
    """One act. `position` (mục) is its place in what the office knew; `effective_on` its place in what happened."""

    position = models.BigIntegerField(primary_key=True, db_comment="Mục: thứ tự vào sổ, theo thứ tự xác nhận ghi")
    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="acts", db_comment="Hồ sơ")
    kind = models.CharField(max_length=40, db_comment="Loại hành vi, theo sách luật")
    effective_on = models.DateField(db_comment="Ngày có hiệu lực")
    precision = models.CharField(
        max_length=7,
        choices=[(precision.value, precision.label.vi) for precision in Precision],
        default=Precision.DAY.value,
        db_comment="Văn bản chỉ rõ đến ngày, tháng, quý hay năm",
    )
    recorded_at = models.DateTimeField(db_comment="Lúc vào sổ")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người ghi")
    document = models.ForeignKey(Document, models.PROTECT, null=True, db_comment="Tệp văn bản kèm theo")
    document_number = models.CharField(max_length=80, blank=True, db_comment="Số, ký hiệu văn bản")
    issuer = models.CharField(max_length=200, blank=True, db_comment="Cơ quan ban hành")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", db_comment="Mục được đính chính hoặc hủy"
    )
    related = models.ForeignKey(
        Dossier, models.PROTECT, null=True, related_name="related_acts", db_comment="Hồ sơ liên quan"
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answered_by", db_comment="Mục được trả lời"
    )
    addressee = models.CharField(max_length=200, blank=True, db_comment="Nơi nhận")
    level = models.CharField(
        max_length=10,
        blank=True,
        choices=[(level.value, level.label.vi) for level in WatchLevel],
        db_comment="Cấp theo dõi, chỉ đạo",
    )
    ground = models.CharField(max_length=20, blank=True, db_comment="Lý do, căn cứ, kết quả")
    offence = models.CharField(
        max_length=80, blank=True, db_comment="Tội danh khởi tố vụ án, dạng 353.2; nhiều tội cách nhau bằng ;"
    )
    criteria = models.CharField(max_length=200, blank=True, db_comment="Mã tiêu chí vào diện, cách nhau bằng ;")
    keeper = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_comment="Người nhận bàn giao hồ sơ"
    )
    due_on = models.DateField(null=True, db_comment="Hạn ghi trong văn bản")
    counted_from = models.DateField(null=True, db_comment="Ngày bắt đầu tính thời hạn, khi khác ngày có hiệu lực")
    note = models.TextField(blank=True, db_comment="Ghi chú, lý do đính chính")
    request_key = models.UUIDField(null=True, unique=True, db_comment="Khóa của lần gửi; gửi lại không ghi hai lần")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["position", "dossier"], name="act_in_its_dossier"),
            models.CheckConstraint(condition=Q(position__gt=0), name="act_position_above_zero"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(replaces__lt=F("position")), name="act_replaces_an_earlier_one"
            ),
            models.CheckConstraint(condition=Q(effective_on__gte="1900-01-01"), name="act_after_1900"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "position"], name="act_by_dossier"),
            models.Index(fields=["recorded_at", "position"], name="act_by_moment"),
            models.Index(fields=["committee", "recorded_at"], name="act_of_committee_by_moment"),
        ]

    def __str__(self) -> str:
        return f"mục {self.position}"


class SubjectLine(models.Model):
    """A person or an organisation in an act, with what the act says of them."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    act = models.ForeignKey(Act, models.PROTECT, related_name="subject_lines", db_comment="Mục")
    person = models.ForeignKey(Person, models.PROTECT, null=True, db_comment="Người")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, db_comment="Tổ chức")
    charge = models.CharField(max_length=200, blank=True, db_comment="Tội danh, dạng 353.2; nhiều tội cách nhau bằng ;")
    form = models.CharField(max_length=20, blank=True, db_comment="Hình thức kỷ luật, hình phạt, biện pháp")
    outcome = models.CharField(max_length=20, blank=True, db_comment="Kết quả")
    months = models.PositiveSmallIntegerField(null=True, db_comment="Số tháng tù, cải tạo không giam giữ")
    role = models.CharField(max_length=20, blank=True, db_comment="Tư cách khi chuyển sổ")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="subject_is_one_person_or_one_body",
            ),
            models.UniqueConstraint(fields=["act", "person"], name="person_once_in_an_act"),
            models.UniqueConstraint(fields=["act", "organisation"], name="organisation_once_in_an_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.person_id or self.organisation_id}"


class MoneyLine(models.Model):
    """An amount in đồng on one rung of the ladder."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    act = models.ForeignKey(Act, models.PROTECT, related_name="money_lines", db_comment="Mục")
    rung = models.CharField(
        max_length=12, choices=[(rung.value, rung.label.vi) for rung in Rung], db_comment="Bậc của thang tiền"
    )
    amount = models.BigIntegerField(db_comment="Số tiền, đồng")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_above_zero"),
            models.UniqueConstraint(fields=["act", "rung"], name="rung_once_in_an_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.amount}"


class Attachment(models.Model):
    """A paper put to an act after it was recorded: a scan that came later, an annex."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    act = models.ForeignKey(Act, models.PROTECT, related_name="attachments", db_comment="Mục")
    document = models.ForeignKey(Document, models.PROTECT, related_name="attachments", db_comment="Tệp văn bản")
    recorded_at = models.DateTimeField(db_comment="Lúc kèm vào mục")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người kèm")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "document"], name="document_attached_to_an_act_once")
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.document_id}"


class Withdrawal(models.Model):
    """A paper taken off the act to which it was put by mistake, or put back. The latest row counts."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, related_name="withdrawals", db_comment="Lần kèm bị gỡ hoặc kèm lại"
    )
    is_undone = models.BooleanField(default=False, db_comment="Kèm lại; không thì là gỡ")
    reason = models.TextField(blank=True, db_comment="Lý do gỡ")
    recorded_at = models.DateTimeField(db_comment="Lúc gỡ hoặc kèm lại")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người gỡ hoặc kèm lại")

    def __str__(self) -> str:
        return f"{self.attachment_id}: {'kèm lại' if self.is_undone else 'gỡ'}"


class DocumentText(models.Model):
    """The text of a scan, recognised after it was received. The latest row counts."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    document = models.ForeignKey(Document, models.PROTECT, related_name="recognised", db_comment="Tệp văn bản")
    text = models.TextField(db_comment="Chữ nhận dạng được; trống là không nhận ra chữ nào")
    pages = models.PositiveIntegerField(db_comment="Số trang đã nhận dạng")
    method = models.CharField(max_length=80, db_comment="Công cụ và phiên bản")
    recorded_at = models.DateTimeField(db_comment="Lúc nhận dạng xong")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.pages}"


class CalendarDay(models.Model):
    """A decision on one day of the working calendar. The days of one change share its mục; the latest counts."""

    position = models.BigIntegerField(db_comment="Mục, cùng dãy với hành vi; các ngày ghi một lần có chung một mục")
    day = models.DateField(db_comment="Ngày")
    is_worked = models.BooleanField(db_comment="Ngày làm việc; không thì là ngày nghỉ")
    name = models.CharField(max_length=120, db_comment="Tên ngày nghỉ, hoặc làm bù cho ngày nào")
    document_number = models.CharField(max_length=80, blank=True, db_comment="Số, ký hiệu thông báo")
    recorded_at = models.DateTimeField(db_comment="Lúc ghi")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người ghi")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["position", "day"], name="calendar_day_once_in_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.is_worked}"


class Criterion(models.Model):
    """A reason for entering or leaving the watch list, as the committee writes its own list (DOMAIN 2.3, 2.5)."""

    ENTRY: ClassVar = "entry"
    EXIT: ClassVar = "exit"

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    use = models.CharField(max_length=5, choices=[(ENTRY, "vào diện"), (EXIT, "ra khỏi diện")], db_comment="Dùng khi")
    code = models.SlugField(max_length=20, db_comment="Mã")
    name = models.CharField(max_length=200, db_comment="Nội dung")
    name_en = models.CharField(max_length=200, blank=True, db_comment="Tiếng Anh")
    valid_from = models.DateField(null=True, db_comment="Từ ngày")
    valid_to = models.DateField(null=True, db_comment="Đến ngày")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["committee", "use", "code"], name="criterion_coded_once")
        ]

    def __str__(self) -> str:
        return self.name


class WarningDays(models.Model):
    """How many days before its end a limit is warned of, where the office wants it otherwise than the default."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    limit = models.CharField(max_length=40, db_comment="Mã thời hạn, theo sách luật")
    days = models.PositiveSmallIntegerField(db_comment="Số ngày trước hạn")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["committee", "limit"], name="warning_days_once_for_a_limit")
        ]

    def __str__(self) -> str:
        return f"{self.limit}: {self.days}"


class Look(models.Model):
    """Who opened which dossier, refusals too."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người xem")
    dossier = models.ForeignKey(Dossier, models.PROTECT, db_comment="Hồ sơ")
    looked_at = models.DateTimeField(db_comment="Lúc xem")

    def __str__(self) -> str:
        return f"{self.officer_id} {self.dossier_id}"


class DocumentLook(models.Model):
    """Who opened which paper, or took it away."""

    committee = models.ForeignKey(Committee, models.PROTECT, db_comment="Thuộc sổ của Ban Chỉ đạo")
    officer = models.ForeignKey(Officer, models.PROTECT, db_comment="Người xem")
    document = models.ForeignKey(Document, models.PROTECT, db_comment="Tệp văn bản")
    looked_at = models.DateTimeField(db_comment="Lúc xem hoặc tải về")

    def __str__(self) -> str:
        return f"{self.officer_id} {self.document_id}"
