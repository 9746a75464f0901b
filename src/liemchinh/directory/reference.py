"""Loads the reference data: territories, committees, cluster 2. Idempotent; facts are never touched."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction

from liemchinh.directory import territories
from liemchinh.directory.models import Agency, Cluster, ClusterMembership, Committee, Territory

CLUSTER_2: Final = (
    "Bắc Ninh",
    "Quảng Ninh",
    "Hải Phòng",
    "Hải Dương",
    "Hưng Yên",
    "Thái Bình",
    "Hà Nội",
    "Hà Nam",
    "Nam Định",
    "Ninh Bình",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Vĩnh Phúc",
)
"""The fourteen members of cluster 2 in 2020 (DOMAIN 1.4)."""

AGENCIES: Final = (
    ("Cơ quan Cảnh sát điều tra Công an {0}", "Police investigating body, {1}"),
    ("Viện kiểm sát nhân dân {0}", "People's Procuracy, {1}"),
    ("Tòa án nhân dân {0}", "People's Court, {1}"),
    ("Thanh tra {0}", "Inspectorate, {1}"),
    ("Ủy ban Kiểm tra {2}", "Party Inspection Commission, {1}"),
    ("Ban Chỉ đạo {0}", "Steering committee, {1}"),
    ("Ban Thường vụ {2}", "Party Standing Committee, {1}"),
    ("Thi hành án dân sự {0}", "Civil judgment enforcement, {1}"),
)


def load(*, using: str = "owner") -> None:
    """Write what is missing and refresh what changed in the data files, as the owner of the tables."""
    with transaction.atomic(using=using):
        _territories(using)
        _committees(using)
        _cluster(using)


def _ordered() -> list[territories.Territory]:
    """Successors before those they took over."""
    return sorted(territories.TERRITORIES.values(), key=lambda item: item.successor_id is not None)


def _territories(using: str) -> None:
    Territory.objects.using(using).bulk_create(
        [
            Territory(
                id=item.id,
                code=item.code,
                name=item.name,
                full_name=item.full_name,
                name_en=item.name_en,
                valid_from=item.valid_from,
                valid_to=item.valid_to,
                successor_id=item.successor_id,
            )
            for item in _ordered()
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["code", "name", "full_name", "name_en", "valid_from", "valid_to", "successor"],
    )


def _place(full_name: str) -> tuple[str, str]:
    """“tỉnh Sơn La” and “Tỉnh ủy Sơn La”; “thành phố Hà Nội” and “Thành ủy Hà Nội”."""
    city = full_name.startswith("Thành phố")
    name = full_name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    return (f"thành phố {name}", f"Thành ủy {name}") if city else (f"tỉnh {name}", f"Tỉnh ủy {name}")


def committee_code(territory_id: str) -> str:
    """The short code of a province's committee: “son-la”, “kien-giang-1”."""
    return territory_id.replace(".", "-")


def _committees(using: str) -> None:
    rows = [
        Committee(
            code="trung-uong",
            name="Ban Chỉ đạo Trung ương",
            name_en="Central Steering Committee",
            office="Ban Nội chính Trung ương",
            office_en="Central Commission for Internal Affairs",
            founded_on=date(2013, 2, 1),
        )
    ]
    for item in _ordered():
        place, party = _place(item.full_name)
        new = item.valid_from is not None and item.valid_from >= territories.MERGED_ON
        rows.append(
            Committee(
                code=committee_code(item.id),
                name=f"Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực {place}",
                name_en=f"Steering committee against corruption, waste and negative phenomena, {item.name_en}",
                office=f"Ban Nội chính {party}",
                office_en=f"Commission for Internal Affairs, {item.name_en}",
                territory_id=item.id,
                founded_on=item.valid_from if new else date(2022, 6, 16),
                ended_on=item.valid_to,
            )
        )
    kept = ["name", "name_en", "office", "office_en", "territory", "founded_on", "ended_on"]
    Committee.objects.using(using).bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=kept)
    stored = {committee.code: committee for committee in Committee.objects.using(using).all()}
    for item in territories.TERRITORIES.values():
        if item.successor_id:
            stored[committee_code(item.id)].successor = stored[committee_code(item.successor_id)]
    Committee.objects.using(using).bulk_update(stored.values(), ["successor"])
    agencies = []
    for item in territories.TERRITORIES.values():
        place, party = _place(item.full_name)
        agencies += [
            Agency(
                committee=stored[committee_code(item.id)],
                name=name.format(place, item.name_en, party),
                name_en=english.format(place, item.name_en, party),
            )
            for name, english in AGENCIES
        ]
    Agency.objects.using(using).bulk_create(agencies, ignore_conflicts=True)


def _cluster(using: str) -> None:
    Cluster.objects.using(using).bulk_create(
        [Cluster(code="2", name="Cụm thi đua số 2", name_en="Emulation cluster 2")], ignore_conflicts=True
    )
    cluster = Cluster.objects.using(using).get(code="2")
    ClusterMembership.objects.using(using).bulk_create(
        [
            ClusterMembership(
                cluster=cluster,
                territory_id=territories.named(name, on=date(2020, 6, 30)).id,
                valid_from=date(2019, 1, 1),
                valid_to=date(2020, 12, 31),
            )
            for name in CLUSTER_2
        ],
        ignore_conflicts=True,
    )
