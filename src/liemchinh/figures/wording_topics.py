"""The governing words of figures: what was done with what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liemchinh.figures.wording_nouns import said
from liemchinh.kernel.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Topic:
    """What was done, in the words of papers."""

    code: str
    phrases: tuple[str, ...]


_TO_PROSECUTOR: Final = tuple(
    f"{verb} {body}{end}"
    for verb in ("chuyển", "chuyển sang", "chuyển hồ sơ sang", "chuyển hồ sơ đến", "đề nghị")
    for body in ("viện kiểm sát", "viện kiểm sát nhân dân", "viện ksnd", "vksnd", "vks", "viện kiểm sát cùng cấp")
    for end in (" truy tố", " đề nghị truy tố", " để truy tố")
)
"""What the investigator asks of the prosecutor."""

TOPICS: Final = Catalogue(
    "topics",
    (
        Topic(
            "meeting",
            said("họp | tổ chức họp | tiến hành họp | phiên họp | tổ chức | tiến hành | duy trì | ban chỉ đạo họp"),
        ),
        Topic(
            "standing",
            said(
                "thường trực họp | thường trực ban chỉ đạo họp | họp thường trực | thường trực ban chỉ đạo | "
                "thường trực | thường trực ban chỉ đạo tỉnh | thường trực bcđ"
            ),
        ),
        Topic(
            "founding",
            said(
                "đã thành lập | công bố quyết định thành lập | thành lập xong | hoàn thành việc thành lập | thành "
                "lập | thành lập ban chỉ đạo | ra mắt | được thành lập | ra quyết định thành lập | quyết định "
                "thành lập | đi vào hoạt động | thành lập được | kiện toàn | lập ban chỉ đạo"
            ),
        ),
        Topic(
            "watch",
            said(
                "theo dõi, chỉ đạo | theo dõi | cho ý kiến xử lý | cho chủ trương | cho chủ trương đối với | cho "
                "ý kiến đối với | cho chủ trương xử lý | cho chủ trương giải "
                "quyết | cho ý kiến chỉ đạo | cho ý kiến chỉ đạo xử lý "
                "| cho ý kiến chỉ đạo giải quyết | đẩy nhanh tiến độ giải quyết | đẩy nhanh tiến độ xử lý | tập "
                "trung giải quyết | tập trung xử lý | đang giải quyết | đang xử lý | đẩy nhanh tiến độ | chỉ đạo "
                "giải quyết | vào diện | thuộc diện | vào diện theo dõi, chỉ đạo | vào diện theo dõi | diện theo "
                "dõi, chỉ đạo | thuộc diện theo dõi | thuộc diện theo dõi, chỉ đạo | thuộc diện ban chỉ đạo theo "
                "dõi | vào diện ban chỉ đạo theo dõi | theo dõi chỉ đạo | chỉ đạo, theo dõi | chỉ đạo xử lý | "
                "trực tiếp chỉ đạo | diện theo dõi | trong diện | thuộc thẩm quyền theo dõi | định hướng xử lý | "
                "thuộc diện chỉ đạo | theo dõi, đôn đốc | vào danh mục theo dõi | bổ sung vào diện | đưa vào theo "
                "dõi | vào theo dõi"
            ),
        ),
        Topic(
            "listing",
            said(
                "đưa | đưa vào | đưa vào diện | đưa thêm | bổ sung | đưa mới | tiếp nhận và đưa vào diện | đưa "
                "vào diện theo dõi | lựa chọn đưa"
            ),
        ),
        Topic(
            "opening",
            said("đầu kỳ | kỳ trước chuyển sang | năm trước chuyển sang | chuyển sang | tồn đầu kỳ | từ kỳ trước"),
        ),
        Topic(
            "closing",
            said(
                "kết thúc | đã kết thúc | kết thúc việc chỉ đạo | đưa ra khỏi diện | ra khỏi diện | kết thúc theo "
                "dõi | kết thúc chỉ đạo | kết thúc việc theo dõi | kết thúc theo dõi, chỉ đạo | kết thúc việc "
                "theo dõi, chỉ đạo | rút khỏi diện | đưa ra | đưa ra khỏi diện theo dõi | đưa ra khỏi diện theo "
                "dõi, chỉ đạo | kết thúc chỉ đạo, theo dõi | thôi theo dõi | chấm dứt theo dõi | khỏi diện | ra "
                "khỏi danh mục | đưa khỏi diện | thôi chỉ đạo | không còn thuộc diện"
            ),
        ),
        Topic(
            "settling",
            said(
                "giải quyết dứt điểm được | xử lý, giải quyết | đã giải quyết xong | được giải quyết | giải quyết "
                "đạt | giải quyết xong | giải quyết dứt điểm | xử lý dứt điểm | xử lý xong | giải quyết | đã giải "
                "quyết | hoàn tất xử lý | kết thúc xử lý | giải quyết được | xử lý, giải quyết xong lý xong | kết "
                "thúc giải quyết | xong | dứt điểm | giải quyết tố cáo | giải quyết khiếu nại | giải quyết khiếu "
                "nại, "
                "tố cáo | giải quyết đơn | giải quyết đơn tố cáo"
            ),
        ),
        Topic(
            "remaining",
            said(
                "còn lại | còn | cuối kỳ | tồn cuối kỳ | chuyển kỳ sau | chuyển sang kỳ sau | số còn lại | tồn | "
                "chưa giải quyết | chưa xử lý xong | chuyển sang năm sau"
            ),
        ),
        Topic(
            "initiation",
            said(
                "khởi tố, bắt tạm giam | khởi tố vụ án, khởi tố bị can | khởi tố bị can | khởi tố hình sự | khởi "
                "tố mới được | đã khởi tố mới | khởi tố | khởi tố mới | khởi tố điều tra | ra quyết định khởi tố "
                "| quyết định khởi tố | khởi tố thêm | khởi tố bổ sung | khởi tố, điều tra | khởi tố vụ án | phát "
                "hiện, khởi tố | bị khởi tố | khởi tố được | mới khởi tố | án mới | án khởi tố mới"
            ),
        ),
        Topic(
            "acceptance",
            said(
                "thụ lý | thụ lý điều tra | thụ lý kiểm sát | thụ lý, kiểm sát điều tra | thụ lý, điều tra | thụ "
                "lý giải quyết | thụ lý, giải quyết | thụ lý xét xử | thụ lý kiểm sát điều tra | thụ lý sơ thẩm | "
                "kiểm sát điều tra | thụ lý theo thủ tục sơ thẩm | đang điều tra | án cũ chuyển sang"
            ),
        ),
        Topic(
            "investigated",
            said(
                "hoàn tất kết luận điều tra | ban hành kết luận điều tra | đề nghị viện kiểm sát truy tố | kết "
                "thúc điều tra đề nghị truy tố | đã kết thúc điều tra | chuyển viện kiểm sát truy tố | chuyển hồ "
                "sơ sang viện kiểm sát | kết thúc điều tra | đề nghị truy tố | kết thúc điều tra, đề nghị truy tố "
                "| kết thúc điều tra chuyển hồ sơ đề nghị truy tố | kết luận điều tra | hoàn thành điều tra | "
                "hoàn tất điều tra | kết luận điều tra, đề nghị truy tố | chuyển hồ sơ đề nghị truy tố | ra bản "
                "kết luận điều tra | kết thúc điều tra và đề nghị truy tố | chuyển viện kiểm sát đề nghị truy tố "
                "| điều tra xong"
            )
            + _TO_PROSECUTOR,
        ),
        Topic(
            "prosecuted",
            said(
                "truy tố | quyết định truy tố | ban hành cáo trạng | ra cáo trạng | ban hành cáo trạng truy tố | "
                "truy tố ra tòa | truy tố bằng cáo trạng | ra quyết định truy tố | bị truy tố | cáo trạng"
            ),
        ),
        Topic(
            "tried",
            said(
                "xử | đưa ra xét xử công khai | xét xử lưu động | xét xử sơ thẩm xong | đưa vụ án ra xét xử | ra "
                "xét xử | ra xét xử sơ thẩm | xét xử | xét xử sơ thẩm | đưa ra xét xử | đưa ra xét xử sơ thẩm | "
                "xử sơ thẩm | sơ thẩm | mở phiên tòa xét xử | xét xử theo thủ tục sơ thẩm | tuyên án | xét xử "
                "xong | bị xét xử | tòa án xử | đem ra xét xử | xét xử được"
            ),
        ),
        Topic(
            "appeal",
            said(
                "xét xử phúc thẩm | phúc thẩm | xử phúc thẩm | giám đốc thẩm | tái thẩm | xét xử theo thủ tục "
                "phúc thẩm | xét xử giám đốc thẩm"
            ),
        ),
        Topic(
            "returning",
            said("trả hồ sơ | trả hồ sơ điều tra bổ sung | trả hồ sơ để điều tra bổ sung | điều tra bổ sung"),
        ),
        Topic(
            "staying",
            said("đình chỉ | tạm đình chỉ | đình chỉ điều tra | tạm đình chỉ điều tra | tuyên không phạm tội"),
        ),
        Topic(
            "sentence",
            said(
                "tuyên phạt tù | phạt tù cho hưởng án treo | cho hưởng án treo | hưởng án treo | bị tuyên phạt | "
                "tuyên án tử hình | hình phạt tù | án tù | phạt tù | bị phạt tù | tù chung thân | tử hình | án "
                "treo | cải tạo không giam giữ | phạt tiền | tuyên phạt | miễn trách nhiệm hình sự | tù giam | "
                "chung thân"
            ),
        ),
        Topic(
            "petty",
            said(
                "tham nhũng vặt | phát hiện, xử lý hành vi tham nhũng vặt | hành vi tham nhũng vặt | nhũng "
                "nhiễu, gây phiền hà | nhũng "
                "nhiễu, vòi vĩnh | phát hiện và xử lý tham nhũng vặt"
            ),
        ),
        Topic(
            "advised",
            said("tham mưu xử lý | tham mưu, xử lý | phát hiện và tham mưu xử lý | phát hiện, tham mưu xử lý"),
        ),
        Topic(
            "checking",
            said(
                "kiểm tra | kiểm tra đối với | kiểm tra khi có dấu hiệu vi phạm | được kiểm tra | kiểm tra chuyên "
                "đề | kiểm tra việc chấp hành | tiến hành kiểm tra | kiểm tra nội bộ | kiểm tra theo chương trình "
                "| kiểm tra dấu hiệu vi phạm | dấu hiệu vi phạm"
            ),
        ),
        Topic(
            "supervising",
            said(
                "giám sát | giám sát chuyên đề | được giám sát | giám sát thường xuyên | giám sát theo chuyên đề "
                "| tiến hành giám sát | giám sát đối với"
            ),
        ),
        Topic(
            "checking_both",
            said(
                "kiểm tra, giám sát | kiểm tra và giám sát | giám sát, kiểm tra | được kiểm tra, giám sát | kiểm "
                "tra giám sát | kiểm tra/giám sát"
            ),
        ),
        Topic(
            "auditing",
            said(
                "thanh tra | thanh tra, kiểm tra | thanh tra hành chính | thanh tra chuyên ngành | thanh tra, "
                "kiểm tra chuyên ngành | thanh tra kinh tế - xã hội | ngành thanh tra | được thanh tra | kiểm "
                "tra, thanh tra | thanh tra trách nhiệm | thanh tra tỉnh | thanh tra chính phủ | kết luận thanh "
                "tra | đoàn thanh tra | thanh tra đột xuất | toàn ngành thanh tra | thanh tra bộ | thanh tra toàn "
                "tỉnh | thanh tra các sở, ngành | thanh tra thành phố | thanh, kiểm tra"
            ),
        ),
        Topic(
            "referral",
            said(
                "chuyển sang cơ quan cảnh sát điều tra | chuyển hồ sơ đến cơ quan điều tra | chuyển cơ quan điều "
                "tra xử lý | chuyển hồ sơ cho cơ quan công an | chuyển hồ sơ sang cơ quan công an | chuyển hồ sơ "
                "sang công an | chuyển tin báo | chuyển cơ quan điều tra | chuyển sang cơ quan điều tra | chuyển "
                "hồ sơ sang cơ quan điều tra | chuyển hồ sơ cho cơ quan điều tra | chuyển hồ sơ | chuyển cơ quan "
                "cảnh sát điều tra | sang cơ quan cảnh sát điều tra | sang cơ quan điều tra | chuyển cho cơ quan "
                "điều tra | chuyển thông tin | kiến nghị khởi tố | đề nghị khởi tố | chuyển hồ sơ vụ việc | đến "
                "cơ quan điều tra | chuyển công an | chuyển cơ quan công an | chuyển sang cơ quan công an | "
                "chuyển cơ quan chức năng | cho cơ quan điều tra | cho cơ quan công an | sang công an | chuyển cơ "
                "quan cảnh sát điều tra xem xét, xử lý | kiến nghị chuyển cơ quan điều tra | chuyển cơ quan điều "
                "tra xem xét, xử lý | sang cơ quan công an"
            ),
        ),
        Topic(
            "discipline",
            said(
                "xem xét, kỷ luật | xem xét kỷ luật | xử lý, kỷ luật | bị kỷ luật đảng | kỷ luật | thi hành kỷ "
                "luật | xử lý kỷ luật | bị kỷ luật | kỷ luật đảng | kỷ luật hành chính | kỷ luật về đảng | thi "
                "hành kỷ luật đảng | kỷ luật về chính quyền | xử lý kỷ luật hành chính | bị xử lý kỷ luật | bị "
                "thi hành kỷ luật | xem xét, thi hành kỷ luật | đã kỷ luật | kỷ luật đối với"
            ),
        ),
        Topic(
            "discipline_proposal",
            said(
                "đề nghị kỷ luật | đề nghị thi hành kỷ luật | kiến nghị kỷ luật | đề nghị xử lý kỷ luật | kiến "
                "nghị xử lý kỷ luật | đề nghị cấp trên kỷ luật"
            ),
        ),
        Topic(
            "form",
            said(
                "khiển trách | cảnh cáo | cách chức | khai trừ | buộc thôi việc | hạ bậc lương | giáng chức | bãi "
                "nhiệm | sa thải | khiển trách đảng | giải tán | xóa tên | miễn nhiệm"
            ),
        ),
        Topic(
            "responsibility",
            said(
                "bị xử lý do để xảy ra | do để xảy ra tham nhũng | để xảy ra tiêu cực | bị xem xét xử lý trách "
                "nhiệm | xử lý trách nhiệm đối với | xem xét, xử lý | thiếu trách nhiệm để xảy ra | bị xem xét, "
                "xử lý trách nhiệm | xem xét trách nhiệm | xử lý trách nhiệm | xem xét, xử lý trách nhiệm | bị xử "
                "lý trách nhiệm | xem xét xử lý trách nhiệm | trách nhiệm người đứng đầu | trách nhiệm của người "
                "đứng đầu | xử lý trách nhiệm người đứng đầu | bị xem xét trách nhiệm | xem xét | chịu trách "
                "nhiệm | quy trách nhiệm | truy cứu trách nhiệm | để xảy ra tham nhũng"
            ),
        ),
        Topic("administrative", said("xử lý hành chính | hành chính | xử phạt hành chính | kỷ luật hành chính")),
        Topic(
            "criminal",
            said("xử lý hình sự | hình sự | truy cứu trách nhiệm hình sự | đề nghị xử lý hình sự | bị xử lý hình sự"),
        ),
        Topic(
            "damage",
            said(
                "gây thiệt hại cho nhà nước | thiệt hại ước tính | tài sản bị thiệt hại | giá trị thiệt hại | giá "
                "trị chiếm đoạt | số tiền chiếm đoạt | vi phạm về tài chính | vi phạm tài chính | tổng số tiền vi "
                "phạm | tổng sai phạm | thiệt hại | sai phạm | vi phạm về kinh tế | chiếm đoạt | thất thoát | gây "
                "thất thoát | gây thiệt hại | phát hiện vi phạm | phát hiện sai phạm | sai phạm về kinh tế | tổng "
                "thiệt hại | bị chiếm đoạt | tham ô | nhận hối lộ | vi phạm | hưởng lợi | gây lãng phí | phát "
                "hiện lãng phí | lãng phí số tiền | hối lộ | "
                "thu lợi bất chính | hưởng lợi bất chính | trục lợi | biển thủ | thâm hụt | số tiền sai phạm | "
                "sai phạm tài chính | số tiền tham nhũng | tiền tham nhũng | tài sản tham nhũng | giá trị tham "
                "nhũng | "
                "giá trị tài sản tham nhũng | số tiền thất thoát | số tiền chiếm hưởng | chiếm hưởng"
            ),
        ),
        Topic(
            "recovery",
            said(
                "nộp vào tài khoản tạm giữ | nộp tài khoản tạm giữ | nộp về tài khoản tạm giữ | đã nộp lại | tự "
                "nguyện nộp lại | nộp về ngân sách | thu hồi nộp ngân sách | đã thu nộp | thu hồi "
                "đạt | thu hồi về | thu hồi về ngân sách | thu hồi được tài sản trị giá | khắc phục được | nộp "
                "tiền khắc phục hậu quả | tự nguyện khắc phục | thu hồi | đã thu hồi | thu hồi được | nộp khắc "
                "phục | khắc phục hậu quả | nộp lại | hoàn trả | khắc phục | đã nộp | thu được | nộp ngân sách | "
                "nộp vào ngân sách | thu nộp | thu thêm | thu | thu về | nộp | giao nộp | tự nguyện nộp | thu hồi "
                "tiền | thu hồi tài sản | thu hồi tiền, tài sản | bồi thường | nộp trả | thu hồi cho ngân sách | "
                "nộp lại tiền"
            ),
        ),
        Topic(
            "seizure",
            said(
                "kê biên | phong tỏa | tạm giữ | thu giữ | kê biên, phong tỏa | tạm giữ, phong tỏa | kê biên, tạm "
                "giữ | phong tỏa tài khoản | ngăn chặn giao dịch | tạm giữ, kê biên | tạm giữ, kê biên, phong tỏa "
                "| kê biên tài sản | phong tỏa tài sản | niêm phong | thu giữ, tạm giữ | phong tỏa, kê biên | áp "
                "dụng biện pháp ngăn chặn"
            ),
        ),
        Topic(
            "recovery_proposal",
            said(
                "kiến nghị thu hồi | đề nghị thu hồi | yêu cầu thu hồi | phải thu hồi | kiến nghị xử lý | xử lý "
                "khác | quyết định thu hồi | kiến nghị xử lý về kinh tế | kiến nghị nộp | kiến nghị giảm trừ | ra "
                "quyết định thu hồi | kiến nghị thu hồi nộp ngân sách | kiến nghị nộp ngân sách | kiến nghị xử lý "
                "tài chính | kiến nghị xử lý khác | kiến nghị thu hồi về ngân sách nhà nước | giảm trừ quyết toán "
                "| yêu cầu nộp | phải nộp | kiến nghị giảm trừ quyết toán"
            ),
        ),
        Topic(
            "budget",
            said(
                "thu nội địa | thu thuế | thu xuất nhập khẩu | tổng thu | xử phạt | phạt tiền | nộp phạt | phạt "
                "bổ sung | phạt tiền bổ sung | vi phạm giao thông | vi phạm hành chính | vi phạm trật tự | xử "
                "phạt vi phạm hành chính | chi ngân sách | chi thường xuyên | học phí | tiền lương | thu ngân "
                "sách | thu ngân sách nhà nước | tổng mức đầu tư | vốn đầu tư | kinh phí | dự toán | giải ngân | "
                "tổng vốn | vốn đầu tư công | tổng thu ngân sách | doanh thu | giá trị gói thầu | trị giá hợp "
                "đồng | tín dụng | nợ xấu | gdp | vốn điều lệ | ngân sách năm | thu nhập bình quân | tổng đầu tư "
                "| mức phạt | định lượng"
            ),
        ),
        Topic(
            "giving_back",
            said(
                "trả lại cho | trả lại quyền lợi | trả lại quyền lợi cho | trả cho | khôi phục quyền lợi | trả "
                "lại cho tổ chức, cá nhân | trả lại cho công dân"
            ),
        ),
        Topic(
            "due",
            said(
                "phải thi hành | phải thi hành án | có điều kiện thi hành | số phải thi hành | phải bán đấu giá | "
                "thụ lý thi hành"
            ),
        ),
        Topic(
            "outstanding",
            said(
                "còn phải thi hành | còn phải thu hồi | chưa thi hành | còn phải thu | chưa thu hồi | chưa thu hồi được"
            ),
        ),
        Topic(
            "stage",
            said(
                "ở giai đoạn điều tra | giai đoạn điều tra | giai đoạn truy tố | giai đoạn xét xử | đang truy tố | chờ "
                "xét xử | chuẩn bị xét xử | đang chuẩn bị xét xử | đang xét xử | đang trong giai đoạn điều tra | đang "
                "trong giai đoạn truy tố | đang giám định | chờ kết quả giám định"
            ),
        ),
        Topic("executed", said("thi hành xong | đã thi hành | đã thi hành xong | thi hành án xong")),
        Topic(
            "proposal",
            said(
                "kiến nghị xử lý hành chính | kiến nghị xử lý trách nhiệm | kiến nghị kiểm điểm | giao kiểm điểm "
                "| kiến nghị kiểm điểm, xử lý hành chính | kiến nghị xử lý trách nhiệm hành chính | đề nghị xử lý "
                "hành chính | kiến nghị xử lý kỷ luật hành chính | đề nghị xử lý trách nhiệm | kiến nghị kiểm "
                "điểm trách nhiệm | kiến nghị xem xét, xử lý trách nhiệm | đề nghị kiểm điểm | đề nghị | kiến "
                "nghị | yêu cầu kiểm điểm | kiến nghị xử lý về hành chính | chỉ đạo kiểm điểm"
            ),
        ),
        Topic(
            "reproof",
            said(
                "kiểm điểm | rút kinh nghiệm | kiểm điểm rút kinh nghiệm | phê bình | nhắc nhở | kiểm điểm, rút "
                "kinh nghiệm | phê bình, nhắc nhở | kiểm điểm trách nhiệm"
            ),
        ),
        Topic(
            "resignation",
            said(
                "xin từ chức | xin thôi giữ chức vụ | từ chức | thôi giữ chức vụ | tự nguyện nhận trách nhiệm | "
                "xin thôi | nhận trách nhiệm, xin từ chức | thôi giữ các chức vụ"
            ),
        ),
        Topic("reward", said("khen thưởng | biểu dương | tặng bằng khen | đề nghị khen thưởng | tôn vinh")),
        Topic(
            "receipt",
            said(
                "tiếp nhận tổng số | đã nhận | tiếp nhận, phân loại | tiếp nhận, phân loại, xử lý | đơn đến | "
                "tiếp nhận | nhận | tiếp nhận, xử lý | nhận được | tiếp nhận được | thụ lý đơn | tiếp nhận mới | "
                "đã tiếp nhận | nhận đơn | tiếp nhận và xử lý | phát sinh"
            ),
        ),
        Topic("denouncing", said("tố cáo")),
        Topic(
            "eligible",
            said("đủ điều kiện xử lý | đủ điều kiện thụ lý | đủ điều kiện giải quyết | không đủ điều kiện xử lý"),
        ),
        Topic("issuing", said("ban hành | tham mưu ban hành | ban hành mới | ra | đã ban hành | xây dựng, ban hành")),
        Topic(
            "detention",
            said("bắt tạm giam | tạm giam | bắt giữ | bắt | truy nã | cấm đi khỏi nơi cư trú | bắt khẩn cấp"),
        ),
        Topic("detection", said("phát hiện | tự phát hiện | phát hiện qua | phát hiện được")),
        Topic("extension", said("gia hạn | gia hạn điều tra | gia hạn thời hạn điều tra")),
        Topic(
            "ordered",
            said(
                "tuyên buộc bồi thường | buộc bồi thường | tuyên buộc | buộc nộp lại | buộc khắc phục | buộc hoàn "
                "trả | tuyên thu hồi"
            ),
        ),
        Topic(
            "reception",
            said("tiếp | tiếp công dân | tiếp dân | tiếp được | đón tiếp | tiếp thường xuyên | tiếp định kỳ"),
        ),
        Topic(
            "complaining", said("khiếu nại | phản ánh | kiến nghị, phản ánh | đề nghị, kiến nghị | phản ánh, kiến nghị")
        ),
        Topic("score", said("đạt | được chấm | tổng điểm | số điểm | được")),
        Topic("mean", said("trung bình | bình quân | điểm trung bình | điểm bình quân")),
        Topic("component", said("điểm thành phần | thành phần | tiêu chí | nội dung | nhóm tiêu chí | phần")),
        Topic(
            "ranking",
            said(
                "xếp hạng | đánh giá, xếp hạng | tham gia đánh giá | được đánh giá | được xếp hạng | bảng xếp "
                "hạng | chấm điểm"
            ),
        ),
        Topic(
            "declaring",
            said(
                "nộp bản kê khai | đã nộp bản kê khai | kê khai, công khai tài sản | kê khai "
                "tài sản thu nhập | kê khai | kê khai tài sản | kê khai tài sản, thu nhập | đã kê khai | kê khai "
                "lần đầu | kê khai hằng năm | kê khai bổ sung | hoàn thành kê khai | hoàn thành việc kê khai | "
                "thực hiện kê khai | thực hiện việc kê khai"
            ),
        ),
        Topic(
            "verifying",
            said(
                "được xác minh tài sản | xác minh ngẫu nhiên | đã xác minh | xác minh tài sản thu nhập | xác minh "
                "tính trung thực | xác minh | xác minh tài sản | xác minh tài sản, thu nhập | xác minh xong | "
                "được xác minh | tiến hành xác minh | hoàn thành xác minh | xác minh việc kê khai"
            ),
        ),
        Topic(
            "obliged",
            said(
                "thuộc diện kê khai | diện phải kê khai | thuộc diện phải kê khai | có nghĩa vụ kê khai | nghĩa "
                "vụ kê "
                "khai | phải kê khai | thuộc diện kê khai tài sản, thu nhập | thuộc diện phải kê khai tài sản, "
                "thu nhập "
                "| có nghĩa vụ kê khai tài sản, thu nhập | phải kê khai tài sản, thu nhập | thuộc đối tượng kê khai"
            ),
        ),
        Topic("drawing", said("bốc thăm | lựa chọn ngẫu nhiên | bốc thăm chọn | chọn | lựa chọn | bốc thăm lựa chọn")),
        Topic(
            "incomplete",
            said(
                "có sai sót | kê khai không đúng | phải kê khai lại | kê khai thiếu | kê khai chưa trung thực | "
                "kê khai chưa đầy đủ | kê khai không trung thực | chưa đầy đủ | phải giải trình | kê khai sai | "
                "giải trình | kê khai chậm | vi phạm kê khai | kê khai chưa đúng"
            ),
        ),
        Topic(
            "transfer",
            said(
                "chuyển đổi vị trí công tác đối với | định kỳ chuyển đổi | thực hiện chuyển đổi | điều động, luân "
                "chuyển | luân chuyển, điều động | hoán đổi | điều động | chuyển đổi vị trí công tác | chuyển đổi "
                "| luân chuyển | định kỳ chuyển đổi vị trí công tác | luân chuyển, chuyển đổi vị trí công tác | "
                "điều động, chuyển đổi | luân phiên | chuyển đổi vị trí việc làm | luân chuyển cán bộ | chuyển "
                "đổi vị trí | hoán đổi vị trí | điều chuyển | luân phiên, chuyển đổi vị trí công tác"
            ),
        ),
        Topic(
            "publicity",
            said(
                "công khai, minh bạch về | thực hiện công khai, minh bạch | việc thực hiện công khai | kiểm tra "
                "việc công khai | công khai, minh bạch trong hoạt động | công khai, minh bạch | công khai minh "
                "bạch | kiểm tra công khai, minh bạch | về công khai | thực hiện công khai | kiểm tra công khai | "
                "việc công khai | tính công khai, minh bạch | công khai và minh bạch"
            ),
        ),
        Topic("violation", said("chưa công khai | vi phạm quy định | không công khai | chưa thực hiện")),
        Topic(
            "norms",
            said(
                "định mức, tiêu chuẩn, chế độ | định mức, tiêu chuẩn | chế độ, định mức, tiêu chuẩn | về định mức "
                "| quy phạm pháp luật | tiêu chuẩn, định mức | chế độ, định mức"
            ),
        ),
    ),
)
