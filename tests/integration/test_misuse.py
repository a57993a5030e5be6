"""A wrong call is told in Vietnamese, with nothing on standard output, and leaves with 2."""

import pytest

from benefits.cli.main import MISUSED, main

FIGURES = ("figures", "--organization", "T")
DAYS = ("--from", "2026-01-01", "--until", "2026-02-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (FIGURES, "Thiếu --from."),
        ((*FIGURES, "--from", "2026-13-01"), "--from: viết ngày có thật"),
        ((*FIGURES, *DAYS, "--by", "week"), "--by: chỉ nhận month, organization, partner,"),
        ((*FIGURES, *DAYS, "--cutoff", "10"), "--cutoff: chỉ nhận 1, 15."),
        ((*FIGURES, *DAYS, "--bogus"), "Không có tùy chọn --bogus."),
        ((*FIGURES, "--from"), "Tùy chọn --from không dùng như vậy được: cần đúng một giá trị."),
        ((*FIGURES, *DAYS, "thua"), "Thừa tham số: thua."),
        (("report", "--form", "bt259-pl09"), "--form: chỉ nhận bt259-pl01."),
        (("figure",), "Không có lệnh 'figure'"),
        (("import", "members", "/khong/co.csv"), "FILE: không có tệp này, hoặc không đọc được."),
        (("import", "members"), "Thiếu FILE."),
        (("simulate", "--members", "0"), "--members: phải là số nguyên từ 1"),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (MISUSED, "")
    assert err.startswith(said)
    assert "Xem cách dùng: benefits" in err
    assert not {"Usage", "Error", "Invalid", "Missing"} & set(err.replace(":", " ").split())
