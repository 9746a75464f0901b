"""Loads the reference data: territories, committees, cluster 2. Idempotent; facts are never touched."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.text import slugify

from liemchinh.directory.models import Agency, Cluster, ClusterMembership, Committee, Territory
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel import vietnamese

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


@transaction.atomic
def load() -> None:
    """Write what is missing and refresh what changed in the data files."""
    for item in sorted(TERRITORIES, key=lambda territory: territory.successor_id is not None):
        Territory.objects.update_or_create(
            id=item.id,
            defaults={
                "code": item.code,
                "name": item.name,
                "full_name": item.full_name,
                "name_en": item.name_en,
                "valid_from": item.valid_from,
                "valid_to": item.valid_to,
                "successor_id": item.successor_id,
            },
        )
    _committees()
    _cluster()


def _place(full_name: str) -> tuple[str, str]:
    """“tỉnh Sơn La” and “Tỉnh ủy Sơn La”; “thành phố Hà Nội” and “Thành ủy Hà Nội”."""
    city = full_name.startswith("Thành phố")
    name = full_name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    return (f"thành phố {name}", f"Thành ủy {name}") if city else (f"tỉnh {name}", f"Tỉnh ủy {name}")


def _committees() -> None:
    for item in sorted(TERRITORIES, key=lambda territory: territory.successor_id is not None):
        place, party = _place(item.full_name)
        committee, _ = Committee.objects.update_or_create(
            code=slugify(vietnamese.fold(item.id.replace(".", "-"))),
            defaults={
                "name": f"Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực {place}",
                "name_en": f"Steering committee against corruption, waste and negative phenomena, {item.name_en}",
                "office": f"Ban Nội chính {party}",
                "office_en": f"Commission for Internal Affairs, {item.name_en}",
                "territory_id": item.id,
                "founded_on": item.valid_from
                if item.valid_from and item.valid_from.year >= 2025
                else date(2022, 6, 16),
                "ended_on": item.valid_to,
                "successor": Committee.objects.filter(territory_id=item.successor_id).first()
                if item.successor_id
                else None,
            },
        )
        for name, english in AGENCIES:
            Agency.objects.get_or_create(
                committee=committee,
                name=name.format(place, item.name_en, party),
                defaults={"name_en": english.format(place, item.name_en, party)},
            )
    Committee.objects.update_or_create(
        code="trung-uong",
        defaults={
            "name": "Ban Chỉ đạo Trung ương",
            "name_en": "Central Steering Committee",
            "office": "Ban Nội chính Trung ương",
            "office_en": "Central Commission for Internal Affairs",
            "territory": None,
            "founded_on": date(2013, 2, 1),
        },
    )


def _cluster() -> None:
    cluster, _ = Cluster.objects.update_or_create(
        code="2", defaults={"name": "Cụm thi đua số 2", "name_en": "Emulation cluster 2"}
    )
    for name in CLUSTER_2:
        territory = Territory.objects.filter(name=name).filter(valid_to__isnull=False).first()
        territory = territory or Territory.objects.get(name=name, valid_to__isnull=True)
        ClusterMembership.objects.get_or_create(
            cluster=cluster, territory=territory, valid_from=date(2019, 1, 1), defaults={"valid_to": date(2020, 12, 31)}
        )
