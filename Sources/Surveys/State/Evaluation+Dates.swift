import PCRMModel
import ProtobufCodec

extension Evaluation {
  /// Functions over days and times.
  func dates(_ function: ExpressionFunction, _ values: [ExpressionValue]) -> ExpressionValue? {
    let context = state.context
    switch function {
    case .now: return .text(DateText.text(context.now, offset: context.offset))
    case .today: return .text(DateText.text(CivilDate(context.now, offset: context.offset)))
    case .date: return .text(day(values[0]).map { DateText.text($0) } ?? "")
    case .dateTime: return .text(dateTime(values[0]))
    case .decimalDateTime: return .number(instant(values[0]))
    case .decimalTime:
      let text = values[0].text
      let part = text.split(separator: "T").last ?? ""
      return .number(DateText.time(part).map { Double($0.milliseconds) / 86_400_000 } ?? .nan)
    case .formatDate, .formatDateTime: return .text(formatted(values[0], values[1].text))
    default: return nil
    }
  }

  private func day(_ value: ExpressionValue) -> CivilDate? {
    if case .number(let days) = value { return DateText.day(days: days) }
    if let day = DateText.day(value.text) { return day }
    return DateText.day(days: value.number)
  }

  private func dateTime(_ value: ExpressionValue) -> String {
    let offset = state.context.offset
    if case .number(let days) = value { return dateTime(days: days) }
    let text = value.text
    if let day = DateText.day(text) {
      if text.utf8.count > 10, DateText.days(text) != nil { return text }
      return "\(DateText.text(day))T\(DateText.text(milliseconds: 0))\(DateText.zone(offset))"
    }
    return dateTime(days: value.number)
  }

  private func dateTime(days: Double) -> String {
    guard let day = DateText.day(days: days) else { return "" }
    let milliseconds = Int64(((days - days.rounded(.down)) * 86_400_000).rounded())
    return DateText.text(day) + "T" + DateText.text(milliseconds: min(milliseconds, 86_399_999))
      + DateText.zone(state.context.offset)
  }

  /// Days since 1970-01-01T00:00:00Z, with the zone of the text or the form's own.
  private func instant(_ value: ExpressionValue) -> Double {
    let text = value.text
    guard let day = DateText.day(text) else { return value.number }
    let whole = Double(day.daysSince1970)
    let own = Double(state.context.offset) / 86_400
    if text.utf8.count == 10 { return whole - own }
    guard let time = DateText.time(text.dropFirst(11)) else { return .nan }
    return whole + Double(time.milliseconds) / 86_400_000
      - (time.offset.map { Double($0) / 86_400 } ?? own)
  }

  /// %Y %y %m %n %b %d %e %H %h %M %S %3 %a, as ODK has them.
  private func formatted(_ value: ExpressionValue, _ format: String) -> String {
    guard let day = day(value) else { return "" }
    let parts = value.text.split(separator: "T")
    let time = parts.count > 1 ? DateText.time(parts[1])?.milliseconds ?? 0 : 0
    var text = ""
    var isField = false
    for character in format {
      if !isField {
        if character == "%" { isField = true } else { text.append(character) }
        continue
      }
      isField = false
      text += field(character, day, time)
    }
    return text
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  private func field(_ letter: Character, _ day: CivilDate, _ time: Int64) -> String {
    switch letter {
    case "Y": return DateText.padded(Int64(day.year), 4)
    case "y": return DateText.padded(Int64(day.year % 100), 2)
    case "m": return DateText.padded(Int64(day.month), 2)
    case "n": return String(day.month)
    case "b": return Self.months[Int(day.month) - 1]
    case "d": return DateText.padded(Int64(day.day), 2)
    case "e": return String(day.day)
    case "H": return DateText.padded(time / 3_600_000, 2)
    case "h": return String(time / 3_600_000)
    case "M": return DateText.padded(time / 60_000 % 60, 2)
    case "S": return DateText.padded(time / 1000 % 60, 2)
    case "3": return DateText.padded(time % 1000, 3)
    case "a":
      // 1970-01-01 was a Thursday.
      let weekday = DateText.floorModulo(Int64(day.daysSince1970) + 4, 7)
      return Self.weekdays[Int(weekday)]
    default: return String(letter)
    }
  }
}
