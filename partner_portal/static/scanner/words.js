/** What the scanner itself says. The page may bring its own words in `#scanner-words`. */
const VIETNAMESE = {
  ready: "Chạm “Bật máy ảnh” để quét thẻ, hoặc nhập mã dưới mã QR.",
  start: "Bật máy ảnh",
  starting: "Đang mở máy ảnh…",
  watching: "Đưa mã QR trên thẻ vào khung, cách máy khoảng 20 cm.",
  unread: "Chưa đọc được mã. Giữ máy cách thẻ 20 cm, đủ sáng; hoặc chụp ảnh thẻ, nhập mã dưới QR.",
  checking: "Đang kiểm tra thẻ…",
  sending: "Đang gửi…",
  answered: "Đã có kết quả.",
  not_ours: "Không phải mã thẻ ưu đãi",
  vietnamese_keys: "Bộ gõ tiếng Việt đã làm sai mã. Tắt Telex/VNI rồi quét lại.",
  no_network: "Không có mạng. Những gì đã nhập vẫn còn nguyên.",
  slow_network: "Mạng quá chậm, chưa nhận được trả lời. Những gì đã nhập vẫn còn nguyên.",
  server_trouble: "Máy chủ đang gặp lỗi. Những gì đã nhập vẫn còn nguyên.",
  retry: "Thử lại",
  give_up: "Bỏ qua, quét thẻ khác",
  insecure: "Trang mở bằng http nên trình duyệt không cho dùng máy ảnh: hãy chụp ảnh thẻ hoặc nhập mã.",
  in_app: "{app} không cho dùng máy ảnh: hãy chụp ảnh thẻ, nhập mã, hoặc mở trang bằng Chrome, Safari.",
  no_camera: "Không dùng được máy ảnh trên trình duyệt này: hãy chụp ảnh thẻ hoặc nhập mã.",
  denied: "Máy ảnh chưa được phép. Mở cài đặt trang trên thanh địa chỉ, chọn Máy ảnh → Cho phép, rồi bật lại.",
  denied_iphone: "Máy ảnh chưa được phép. Chạm “aA” cạnh thanh địa chỉ → Cài đặt trang web → Máy ảnh → Cho phép.",
  busy: "Máy ảnh đang bị ứng dụng khác dùng. Đóng ứng dụng đó rồi bật lại.",
  camera_lost: "Máy ảnh không gửi hình. Bật lại, hoặc chụp ảnh thẻ, nhập mã.",
  no_decoder: "Trình duyệt này không đọc được mã QR từ máy ảnh: hãy chụp ảnh thẻ hoặc nhập mã.",
  photo: "Chụp ảnh thẻ",
  photo_reading: "Đang đọc ảnh…",
  photo_unreadable: "Không thấy mã QR rõ trong ảnh. Chụp lại gần và đủ sáng, hoặc nhập mã dưới QR.",
  torch: "Đèn",
  cameras: "Chọn máy ảnh",
  camera: "Máy ảnh {number}",
  sound: "Tiếng và rung",
};

const given = document.getElementById("scanner-words");
const words = { ...VIETNAMESE, ...(given ? JSON.parse(given.textContent) : {}) };

export function say(key, facts = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}
