"""A wrong call is told in Vietnamese, with nothing on standard output, and leaves with 2."""

import errno
import os
import re
from io import StringIO

import pytest

from benefits.cli.main import MISUSED, main
from benefits.cli.trouble import OF_A_DISK, of_disk, why
from benefits.cli.usage import agreed

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
        ((*FIGURES, *DAYS, "--json=1"), "Tùy chọn --json không kèm giá trị."),
        (("keys", "backup", "/"), "FILE: đây không phải tệp"),
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


@pytest.mark.parametrize("command", [(), ("figures",), ("import",), ("keys",), ("simulate",)])
def test_a_page_of_help_is_vietnamese_throughout(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*command, "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Cách dùng: benefits")
    assert "Hiện trang này rồi thôi." in told
    english = {"Usage", "Options", "OPTIONS", "Commands", "COMMAND", "Show", "required", "default"}
    assert not english & set(re.findall(r"[A-Za-z]+", told))


@pytest.mark.parametrize(
    ("typed", "is_agreed"), [("c\n", True), ("gì?\nCÓ\n", True), ("\n", False)]
)
def test_a_question_is_asked_and_answered_in_vietnamese(
    typed: str,
    is_agreed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    assert agreed("Tạo khóa mới?") is is_agreed
    told = capsys.readouterr()
    assert (told.out, "Tạo khóa mới? [c/K]: " in told.err) == ("", True)
    assert ("c (có) hoặc k (không)" in told.err) == ("gì" in typed)


@pytest.mark.parametrize("code", [*OF_A_DISK, errno.EPIPE])
def test_what_is_wrong_with_a_disk_is_never_told_in_the_systems_words(code: int) -> None:
    error = OSError(code, os.strerror(code), "/o/day")
    assert os.strerror(code) not in why(error)
    assert (of_disk(error) is None) == (code == errno.EPIPE)
