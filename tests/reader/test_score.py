from __future__ import annotations

import json
from pathlib import Path

import pytest

from liemchinh.reader.score import score, score_file

ROW = {
    "published": "2024-01-05",
    "text": "Năm 2023, tỉnh Long An khởi tố 12 vụ án tham nhũng, xét xử 7 vụ.",
    "observations": [
        {
            "indicator": "crime.cases_initiated",
            "value": "12",
            "unit": "case",
            "scope": "80",
            "period": ["2023-01-01", "2023-12-31"],
            "as_of": None,
            "qualifier": "exact",
        },
        {
            "indicator": "crime.cases_tried",
            "value": "8",
            "unit": "case",
            "scope": "80",
            "period": ["2023-01-01", "2023-12-31"],
            "as_of": None,
            "qualifier": "exact",
        },
    ],
}


def test_right_wrong_and_missed_figures_are_counted() -> None:
    result = score([ROW])
    assert (result.total.right, result.total.claimed, result.total.stated) == (1, 2, 2)
    assert result.total.f1 == pytest.approx(0.5)
    assert result.scope_share == result.time_share == 1.0
    assert result.by_indicator["crime.cases_tried"].recall == 0.0
    assert result.by_indicator["crime.cases_initiated"].precision == 1.0


def test_a_wrong_scope_counts_against_scope_only() -> None:
    wrong = {**ROW, "observations": [{**ROW["observations"][0], "scope": "VN", "period": None}]}
    result = score([wrong])
    assert result.total.right == 1
    assert result.scope_share == 0.0
    assert result.time_share == 0.0


def test_a_passage_without_figures_scores_full() -> None:
    result = score([{"text": "Không có số liệu.", "observations": []}])
    assert result.total.f1 == 1.0


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "passages.jsonl"
    file.write_text(json.dumps(ROW) + "\n\n" + json.dumps(ROW) + "\n", "utf-8")
    assert score_file(file).passages == 2
