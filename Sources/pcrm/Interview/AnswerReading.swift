import Import
import PCRMCore
import PCRMModel
import Surveys

/// Reads what a person types as the answer to a question.
struct AnswerReading {
  let item: ShownItem
  let today: CivilDate
  let language: Language

  /// Why a line is no answer, in words for whoever typed it.
  struct Complaint: Error, Equatable {
    let text: String
  }

  func value(_ line: String) throws(Complaint) -> AnswerValue.Value {
    let text = line.trimmed
    switch item.item.type {
    case .selectOne: return .choice(try choice(text))
    case .selectMany, .rank: return .choices(try choices(text))
    case .consent: return .consent(try yesOrNo(text))
    case .integer:
      guard let number = Int64(text.replacing(",", with: "")) else {
        throw complaint("a whole number, for example 12", "정수로 적어 주십시오. 예: 12")
      }
      return .integer(number)
    case .decimal, .scale: return .decimal(try decimal(text))
    case .date: return .date(try day(text))
    case .time: return .time(try time(text))
    case .dateTime: return .dateTime(try moment(text))
    case .location: return .location(try point(text))
    case .line, .area:
      var points = FormPoints()
      for part in text.split(separator: ";") { points.points.append(try point(String(part))) }
      return .points(points)
    case .photo, .audio, .video, .file: return .file(text)
    default: return .text(line)
    }
  }

  static func isYes(_ text: String) -> Bool {
    ["y", "yes", "예", "네", "ㅇ", "1", "ok"].contains(text.trimmed.lowercased())
  }

  static func isNo(_ text: String) -> Bool {
    ["n", "no", "아니요", "아니오", "ㄴ", "0"].contains(text.trimmed.lowercased())
  }

  private func complaint(_ english: String, _ korean: String) -> Complaint {
    Complaint(text: language(english, korean))
  }

  private func yesOrNo(_ text: String) throws(Complaint) -> Bool {
    if Self.isYes(text) { return true }
    if Self.isNo(text) { return false }
    throw complaint("y or n", "예(y) 또는 아니요(n)로 답해 주십시오.")
  }

  // MARK: Choices

  /// By the number that is shown, else by its code.
  private func choice(_ text: String) throws(Complaint) -> String {
    if let number = Int(text), item.choices.indices.contains(number - 1) {
      return item.choices[number - 1].value
    }
    if item.choices.isEmpty || item.choices.contains(where: { $0.value == text }) {
      guard !text.contains(where: \.isWhitespace) else {
        throw complaint("a code without blanks", "빈칸이 없는 코드를 적어 주십시오.")
      }
      return text
    }
    throw complaint(
      "a number from 1 to \(item.choices.count)", "1부터 \(item.choices.count) 사이의 번호를 적어 주십시오.")
  }

  private func choices(_ text: String) throws(Complaint) -> ChosenValues {
    var chosen = ChosenValues()
    for part in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      let value = try choice(String(part))
      if !chosen.values.contains(value) { chosen.values.append(value) }
    }
    return chosen
  }

  // MARK: Numbers and times

  private func decimal(_ text: String) throws(Complaint) -> String {
    let plain = text.replacing(",", with: "")
    guard let number = Double(plain), number.isFinite,
      plain.allSatisfy({ "0123456789.-+".contains($0) })
    else { throw complaint("a number, for example 36.5", "숫자로 적어 주십시오. 예: 36.5") }
    return plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
  }

  private func day(_ text: String) throws(Complaint) -> CivilDate {
    if ["today", "오늘"].contains(text.lowercased()) { return today }
    guard let day = DateText.parse(text), day.year > 0, day.month > 0, day.day > 0 else {
      throw complaint("a day, for example 2026-05-04", "날짜로 적어 주십시오. 예: 2026-05-04")
    }
    return day
  }

  private func time(_ text: String) throws(Complaint) -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
      (0...23).contains(hour), (0...59).contains(minute)
    else { throw complaint("a time, for example 14:30", "시각으로 적어 주십시오. 예: 14:30") }
    let second = parts.count == 3 ? parts[2] ?? -1 : 0
    guard (0...59).contains(second) else {
      throw complaint("a time, for example 14:30:00", "시각으로 적어 주십시오. 예: 14:30:00")
    }
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(digits(hour)):\(digits(minute)):\(digits(second)).000+09:00"
  }

  private func moment(_ text: String) throws(Complaint) -> String {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard parts.count == 2 else {
      throw complaint(
        "a day and a time, for example 2026-05-04 14:30",
        "날짜와 시각을 적어 주십시오. 예: 2026-05-04 14:30")
    }
    return "\(CustomerColumns.date(try day(String(parts[0]))))T\(try time(String(parts[1])))"
  }

  private func point(_ text: String) throws(Complaint) -> FormPoint {
    let numbers = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map { Double($0) }
    guard (2...4).contains(numbers.count), let latitude = numbers[0], let longitude = numbers[1],
      abs(latitude) <= 90, abs(longitude) <= 180
    else {
      throw complaint(
        "latitude and longitude, for example 37.5665 126.9780",
        "위도와 경도를 적어 주십시오. 예: 37.5665 126.9780")
    }
    var point = FormPoint()
    var place = Coordinates()
    place.latitudeE7 = Int32((latitude * 1e7).rounded())
    place.longitudeE7 = Int32((longitude * 1e7).rounded())
    point.coordinates = place
    point.altitudeMm = metres(numbers, 2)
    point.accuracyMm = max(0, metres(numbers, 3))
    return point
  }

  private func metres(_ numbers: [Double?], _ place: Int) -> Int32 {
    guard numbers.indices.contains(place), let number = numbers[place], abs(number) < 1e6 else {
      return 0
    }
    return Int32((number * 1000).rounded())
  }
}
