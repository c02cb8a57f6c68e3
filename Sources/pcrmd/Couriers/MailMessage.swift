import FoundationEssentials
import PCRM
import PCRMCore
import ProtobufCodec

/// A message as mail: RFC 5322 lines with a text of UTF-8.
struct MailMessage {
  /// Lines end with CR LF; no line of the text can be taken for the end, because it is Base64.
  let text: String

  /// - Parameter sender: an address that ``isAddress(_:)`` takes.
  init(_ message: OutboundMessage, from sender: String) {
    let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
    var lines = [
      "From: <\(sender)>",
      "To: <\(message.recipient)>",
      "Subject: \(Self.encoded(message.subject))",
      "Date: \(Self.date(message.createTime.seconds))",
      "Message-ID: <\(message.id)@\(domain)>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "Auto-Submitted: auto-generated",
    ]
    if !message.language.isEmpty { lines.append("Content-Language: \(message.language)") }
    lines.append("")
    let body = message.body.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    var rest = Data(body.utf8).base64EncodedString()[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(76)))
      rest = rest.dropFirst(76)
    }
    text = lines.joined(separator: "\r\n") + "\r\n"
  }

  /// Whether this is an address that can stand in an envelope: one @, no blanks, brackets or line ends, ASCII.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, text.utf8.count <= 254 else {
      return false
    }
    return text.utf8.allSatisfy { (0x21..<0x7f).contains($0) && !"<>()[],;:\\\"".utf8.contains($0) }
  }

  /// A header's text as RFC 2047 words of at most 75 characters, each of whole characters.
  private static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) && text.utf8.count <= 60 {
      return text
    }
    var words: [String] = []
    var part: [UInt8] = []
    func end() {
      if part.isEmpty { return }
      words.append("=?utf-8?B?\(Data(part).base64EncodedString())?=")
      part = []
    }
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if part.count + bytes.count > 42 { end() }
      part += bytes
    }
    end()
    return words.joined(separator: "\r\n ")
  }

  /// Source: RFC 5322, section 3.3. Computed from the days since 1970, without a calendar of the system.
  private static func date(_ seconds: Int64) -> String {
    let days = seconds / 86_400
    let rest = seconds % 86_400
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (year, month, day) = civil(days)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    return
      "\(weekdays[Int(days % 7)]), \(day) \(months[month - 1]) \(year) \(time) +0000"
  }

  /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int, day: Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), Int(month),
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}
