"""The words by which papers state each figure: head nouns, topics, and which of both makes which indicator.

A figure in a paper is a number with a head noun (“14 vụ án”) governed by a topic (“khởi tố”). `HEADS` lists the nouns,
`TOPICS` the governing words, `WORDINGS` says which noun under which topic states which indicator, and `ASIDES` names
the figures of the same work that no indicator counts. Phrases are written in small letters; the reader forgives tone
placement, y or i, and spacing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liemchinh.figures.wording_nouns import HEADS, Head
from liemchinh.figures.wording_topics import TOPICS, Topic
from liemchinh.kernel.catalogue import Catalogue

__all__ = ["ASIDES", "HEADS", "TOPICS", "WORDINGS", "Aside", "Head", "Topic", "Wording"]

CASES: Final = ("case", "affair")
AFFAIRS: Final = ("case", "matter", "affair", "items", "business")
PERSONS: Final = (
    "accused",
    "defendant",
    "suspect",
    "person",
    "instance",
    "individual",
    "member",
    "official",
    "comrade",
)
STAFF: Final = ("individual", "member", "official", "person", "instance", "comrade", "cadre")
BODIES: Final = ("party_body", "body", "place", "school")
CHECKS: Final = ("check", "watching", "combined_check", "round")


@dataclass(frozen=True, slots=True)
class Wording:
    """How papers state the indicator `code`: a head of `heads` governed by a topic of `topics`, in `unit`.

    Without topics the noun alone is enough. `part` marks an indicator that keeps its name when it is stated as part of
    a total (“trong đó xử lý hành chính 19 trường hợp”).
    """

    code: str
    unit: str
    heads: tuple[str, ...]
    topics: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The governing words, or the nouns where those are enough."""
        if self.topics:
            return tuple(phrase for topic in self.topics for phrase in TOPICS[topic].phrases)
        return tuple(phrase for head in self.heads for phrase in HEADS[head].phrases)


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure of the work that no indicator counts; `note` is what the claim says of it."""

    code: str
    note: str
    heads: tuple[str, ...]
    topics: tuple[str, ...] = ()


WORDINGS: Final = Catalogue(
    "wordings",
    (
        Wording("committee.plenary_meetings", "meeting", ("plenary", "session", "sitting"), ("meeting",)),
        Wording(
            "committee.standing_meetings",
            "meeting",
            ("standing", "sitting", "session", "round", "plenary"),
            ("standing",),
        ),
        Wording("committee.conclusions", "document", ("conclusion",)),
        Wording("committee.reports", "document", ("report",)),
        Wording("committee.documents", "document", ("document",)),
        Wording("committee.committees", "committee", ("committee", "province"), ("founding",)),
        Wording("watch.cases", "case", ("case",), ("watch", "listing")),
        Wording("watch.matters", "matter", ("matter", "business"), ("watch", "listing")),
        Wording("watch.items", "item", ("items", "affair", "instance"), ("watch", "listing", "opening")),
        Wording("watch.cases_closed", "case", ("case",), ("closing", "settling")),
        Wording("watch.matters_closed", "matter", ("matter", "business"), ("closing", "settling")),
        Wording("watch.items_closed", "item", ("items", "affair"), ("closing", "settling")),
        Wording("watch.items_open", "item", ("items", "affair"), ("remaining",)),
        Wording("crime.cases_initiated", "case", AFFAIRS, ("initiation",)),
        Wording("crime.accused_initiated", "person", PERSONS, ("initiation",)),
        Wording("crime.cases_investigated", "case", AFFAIRS, ("investigated",)),
        Wording("crime.accused_investigated", "person", PERSONS, ("investigated",)),
        Wording("crime.cases_prosecuted", "case", AFFAIRS, ("prosecuted",)),
        Wording("crime.accused_prosecuted", "person", PERSONS, ("prosecuted",)),
        Wording("crime.cases_tried", "case", (*AFFAIRS, "trial"), ("tried",)),
        Wording("crime.defendants_tried", "person", PERSONS, ("tried",)),
        Wording("petty.cases", "case", CASES, ("petty",)),
        Wording("petty.matters", "matter", ("matter", "business"), ("petty",)),
        Wording("inspection.inspections", "inspection", ("check", "round"), ("checking",)),
        Wording("inspection.supervisions", "inspection", ("watching", "round"), ("supervising",)),
        Wording("inspection.combined", "inspection", ("combined_check", "round"), ("checking_both",)),
        Wording("inspection.audits", "inspection", ("audit", "round"), ("auditing",)),
        Wording("inspection.targets", "organisation", BODIES, ("checking", "supervising", "checking_both", "auditing")),
        Wording("inspection.referred_cases", "case", (*AFFAIRS, "file", "instance"), ("referral",)),
        Wording("discipline.organisations", "organisation", BODIES, ("discipline",)),
        Wording("discipline.individuals", "person", STAFF, ("discipline",)),
        Wording("heads.handled", "person", ("leader", *STAFF), ("responsibility",)),
        Wording("heads.administrative", "person", ("leader",), ("discipline", "administrative")),
        Wording("heads.criminal", "person", ("leader",), ("criminal", "initiation", "prosecuted")),
        Wording("assets.damage", "VND", ("money",), ("damage",)),
        Wording("assets.recovered", "VND", ("money",), ("recovery",)),
        Wording("assets.seized", "VND", ("money",), ("seizure",)),
        Wording("petitions.received", "petition", ("petition",), ("receipt",)),
        Wording(
            "petitions.denunciations", "petition", ("denunciation", "petition", "affair", "matter"), ("denouncing",)
        ),
        Wording("petitions.resolved", "petition", ("petition", "denunciation", "complaint"), ("settling", "closing")),
        Wording("index.score", "point", ("point",), ("score",)),
        Wording("index.rank", "rank", ("rank",)),
        Wording("index.rank_change", "rank", ("step",)),
        Wording("index.participants", "province", ("province",), ("ranking",)),
        Wording("declarations.filed", "person", (*STAFF, "turn", "visit"), ("declaring", "obliged")),
        Wording("declarations.verified", "person", (*STAFF, "turn", "visit"), ("verifying",)),
        Wording("prevention.transferred", "person", (*STAFF, "turn", "visit", "leader"), ("transfer",)),
        Wording("prevention.publicity_checks", "inspection", (*CHECKS, "audit", *BODIES), ("publicity",)),
    ),
)

ASIDES: Final = Catalogue(
    "asides",
    (
        Aside("accepted", "thụ lý", (*AFFAIRS, *PERSONS), ("acceptance",)),
        Aside("appealed", "xét xử phúc thẩm", (*AFFAIRS, *PERSONS), ("appeal",)),
        Aside("returned", "trả hồ sơ", (*AFFAIRS, *PERSONS, "file"), ("returning",)),
        Aside("stayed", "đình chỉ, tạm đình chỉ", (*AFFAIRS, *PERSONS), ("staying",)),
        Aside("pending", "đang nghiên cứu, chưa xong", PERSONS, ("remaining",)),
        Aside("staged", "đang ở giai đoạn", (*AFFAIRS, *PERSONS), ("stage",)),
        Aside("reported", "tin báo, tố giác tội phạm", ("tip", "source"), ()),
        Aside(
            "checked", "người được kiểm tra, giám sát", (*STAFF, "leader"), ("checking", "supervising", "checking_both")
        ),
        Aside("audited", "người được thanh tra", ("individual",), ("auditing",)),
        Aside("proposed", "kiến nghị xử lý", (*STAFF, *BODIES, "money", "leader"), ("proposal",)),
        Aside("administered", "xử lý hành chính", (*STAFF, *BODIES), ("administrative",)),
        Aside("proposed_criminal", "đề nghị xử lý hình sự", (*STAFF, *AFFAIRS), ("criminal",)),
        Aside("proposed_recovery", "kiến nghị thu hồi", ("money", "land"), ("recovery_proposal",)),
        Aside("land", "đất", ("land",), ("damage", "recovery", "seizure")),
        Aside("due", "phải thi hành", ("money", *AFFAIRS, "property"), ("due",)),
        Aside("outstanding", "còn phải thi hành, thu hồi", ("money", *AFFAIRS), ("outstanding",)),
        Aside("ordered", "Tòa án tuyên buộc nộp, bồi thường", ("money",), ("ordered",)),
        Aside("sentenced", "part of crime.defendants_tried: hình phạt", PERSONS, ("sentence",)),
        Aside("extended", "gia hạn điều tra", AFFAIRS, ("extension",)),
        Aside("detained", "bắt, tạm giam", PERSONS, ("detention",)),
        Aside("detected", "phát hiện", (*AFFAIRS, *PERSONS), ("detection",)),
        Aside("executed", "thi hành xong", AFFAIRS, ("executed",)),
        Aside("given_back", "trả lại cho tổ chức, cá nhân", ("money", "land", "citizen", *STAFF), ("giving_back",)),
        Aside("property", "tài sản", ("property", "vehicle"), ("seizure", "recovery", "due", "remaining")),
        Aside("referred_persons", "đối tượng chuyển cơ quan điều tra", PERSONS, ("referral",)),
        Aside("complaints", "khiếu nại, kiến nghị, phản ánh", ("complaint",), ()),
        Aside("complaining", "khiếu nại, kiến nghị, phản ánh", ("petition", "affair", "matter"), ("complaining",)),
        Aside("eligible", "đủ điều kiện xử lý", ("petition", "denunciation", "complaint"), ("eligible",)),
        Aside("visits", "lượt tiếp công dân", ("visit",), ("reception",)),
        Aside("crowds", "đoàn đông người", ("crowd",), ()),
        Aside("declarations", "bản kê khai", ("declaration",), ()),
        Aside("team", "đoàn kiểm tra, giám sát", ("team",), ()),
        Aside("members", "thành viên Ban Chỉ đạo", ("seat",), ()),
        Aside("remedied", "kiểm điểm, rút kinh nghiệm", (*STAFF, *BODIES, "leader"), ("reproof",)),
        Aside("resigned", "xin từ chức, thôi giữ chức vụ", (*STAFF, "leader"), ("resignation",)),
        Aside("rewarded", "khen thưởng", (*STAFF, *BODIES), ("reward",)),
        Aside("incomplete", "kê khai chưa đầy đủ", STAFF, ("incomplete",)),
        Aside("drawn", "người được chọn để xác minh tài sản, thu nhập", STAFF, ("drawing",)),
        Aside(
            "verified_bodies",
            "cơ quan có người được xác minh tài sản, thu nhập",
            BODIES,
            ("verifying", "declaring", "obliged"),
        ),
        Aside("violating", "đơn vị vi phạm công khai, minh bạch", BODIES, ("violation", "detection")),
        Aside("norms", "văn bản định mức, tiêu chuẩn, chế độ", ("document",), ("norms",)),
        Aside("advice", "kiến nghị khắc phục sơ hở quản lý", ("advice",), ()),
        Aside("mean", "điểm trung bình", ("point",), ("mean",)),
        Aside("component", "điểm thành phần", ("point",), ("component",)),
        Aside("provinces", "số tỉnh, thành phố", ("province",), ("initiation", "tried", "discipline", "transfer")),
        Aside("committees", "Ban Chỉ đạo", ("committee",), ("meeting", "listing", "checking_both")),
    ),
)
