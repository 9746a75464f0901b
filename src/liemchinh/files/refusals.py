"""Why a file is not taken, in a sentence that says what to do."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label

MEGABYTE: Final = 2**20


class RefusedFileError(ValueError):
    """A file that is not taken; `label` says why and what to do."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def refused(name: str, why: Label) -> RefusedFileError:
    """The refusal of the file `name`."""
    return RefusedFileError(Label(f"Chưa nhận “{name}”: {why.vi}", f"“{name}” was not taken: {why.en}"))


def too_large(size: int, most: int) -> Label:
    """More bytes than are taken."""
    return Label(
        f"tệp {size / MEGABYTE:.0f} MB, lớn hơn mức {most / MEGABYTE:.0f} MB. Tách tệp, hoặc quét lại thưa nét hơn.",
        f"{size / MEGABYTE:.0f} MB is over the limit of {most / MEGABYTE:.0f} MB. Split it, or scan it more coarsely.",
    )


def not_as_named(suffix: str) -> Label:
    """The content is of another kind than the name says."""
    return Label(
        f"nội dung không phải là tệp .{suffix}. Kiểm tra lại đuôi tệp, hoặc lấy lại tệp gốc.",
        f"its content is not a .{suffix} file. Check its extension, or get the original again.",
    )


def damaged(suffix: str) -> Label:
    """The file cannot be opened."""
    return Label(
        f"tệp .{suffix} bị hỏng. Mở bằng chương trình đã tạo ra nó, lưu lại rồi gửi.",
        f"the .{suffix} is damaged. Open it in the program it came from, save it and send it again.",
    )


EMPTY: Final = Label("tệp rỗng. Chọn lại tệp.", "the file is empty. Choose it again.")
UNKNOWN: Final = Label(
    "chỉ nhận PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPEG, TIFF và chữ (.txt)."
    " Lưu lại thành một trong các loại ấy.",
    "only PDF, Word (.docx), Excel (.xlsx), PNG, JPEG and TIFF pictures and text (.txt) are taken."
    " Save it as one of them.",
)
OLD_OFFICE: Final = Label(
    "tệp Office kiểu cũ (.doc, .xls, .ppt). Mở bằng Word hoặc Excel, lưu lại thành .docx, .xlsx hoặc .pdf rồi gửi.",
    "an Office file of the old kind (.doc, .xls, .ppt). Save it as .docx, .xlsx or .pdf and send that.",
)
RICH_TEXT: Final = Label(
    "tệp RTF. Mở bằng Word, lưu lại thành .docx rồi gửi.", "an RTF file. Save it as .docx and send that."
)
SLIDES: Final = Label("tệp trình chiếu. Xuất ra PDF rồi gửi.", "a presentation. Export it to PDF and send that.")
ARCHIVE: Final = Label("tệp nén. Giải nén rồi gửi từng tệp.", "an archive. Unpack it and send the files one by one.")
OTHER_PICTURE: Final = Label(
    "ảnh thuộc loại không nhận (GIF, BMP, WebP, HEIC). Xuất ra JPEG hoặc PNG rồi gửi.",
    "a kind of picture that is not taken (GIF, BMP, WebP, HEIC). Export it to JPEG or PNG and send that.",
)
PROGRAM: Final = Label(
    "đây là chương trình chạy được, không phải văn bản. Báo người quản trị nếu tệp này đến từ bên ngoài.",
    "this is a program, not a paper. Tell the administrator if it came from outside.",
)
MARKUP: Final = Label(
    "đây là trang web hoặc mã, không phải văn bản. In ra PDF rồi gửi.",
    "this is a web page or code, not a paper. Print it to PDF and send that.",
)
TWO_IN_ONE: Final = Label(
    "trong tệp có giấu một tệp khác. Mở tệp, in lại ra PDF rồi gửi bản ấy.",
    "another file is hidden in it. Open it, print it to PDF and send that.",
)
LOCKED: Final = Label(
    "tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.", "it is locked with a password. Remove the password and send it again."
)
MACROS: Final = Label(
    "tệp có macro. Lưu lại thành .docx hoặc .xlsx không macro rồi gửi.",
    "it carries macros. Save it as a .docx or .xlsx without macros and send it again.",
)
REACHES_OUT: Final = Label(
    "tệp tự lấy nội dung từ nơi khác khi mở. In ra PDF rồi gửi bản ấy.",
    "it fetches content from elsewhere when opened. Print it to PDF and send that.",
)
RUNS_COMMANDS: Final = Label(
    "tệp có lệnh tự chạy khi mở. In lại ra PDF rồi gửi bản ấy.",
    "it holds commands that run when it is opened. Print it to PDF anew and send that.",
)
CARRIES_FILES: Final = Label(
    "tệp mang tệp khác bên trong. Lấy các tệp ấy ra, gửi riêng từng tệp.",
    "it carries other files inside. Take them out and send each by itself.",
)
ENTITIES: Final = Label(
    "tệp khai báo thực thể XML, cách hay dùng để lấy trộm dữ liệu. Mở bằng Word hoặc Excel, lưu lại rồi gửi.",
    "it declares XML entities, a common way to steal data. Open it in Word or Excel, save it and send it again.",
)
TOO_MUCH_INSIDE: Final = Label(
    "tệp nén chứa quá nhiều dữ liệu. Tách thành nhiều tệp nhỏ, hoặc in ra PDF.",
    "unpacked it holds too much data. Split it into smaller files, or print it to PDF.",
)
TOO_MANY_PAGES: Final = Label(
    "tệp có quá nhiều trang (trên 2.000). Tách thành nhiều tệp.", "it has over 2,000 pages. Split it."
)
TOO_MANY_POINTS: Final = Label(
    "ảnh quá lớn (trên 100 triệu điểm). Quét lại ở 300 dpi.",
    "the picture has over 100 million points. Scan it at 300 dpi.",
)
NOT_SAFELY: Final = Label(
    "mở tệp này tốn quá nhiều bộ nhớ hoặc thời gian. In lại ra PDF, hoặc tách thành nhiều tệp.",
    "opening it takes too much memory or time. Print it to PDF anew, or split it.",
)
UNKNOWN_LETTERS: Final = Label(
    "không rõ bảng mã. Mở tệp, lưu lại với bảng mã UTF-8 rồi gửi.",
    "its encoding is unknown. Save the file as UTF-8 and send it again.",
)
NO_TEXT: Final = Label("tệp không có chữ nào.", "it holds no text.")
SCAN: Final = Label(
    "tệp là ảnh chụp, không có chữ để đọc số liệu. Nhận tệp ở bàn làm việc để nhận dạng, hoặc lấy bản .docx.",
    "it is a scan without text to read figures in. Receive it at the desk, where it is recognised, or get the .docx.",
)
