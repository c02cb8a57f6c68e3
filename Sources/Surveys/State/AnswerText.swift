import PCRMCore
import PCRMModel
import ProtobufCodec

/// Answers as messages have them, and as expressions see them.
enum AnswerText {
  /// The text of a value for an item, or why it does not fit.
  static func text(
    _ value: AnswerValue.Value, for item: FormItem
  ) throws(ExpressionFault) -> String {
    switch (item.type, value) {
    case (.text, .text(let text)):
      return try bounded(text, FormLimits.textCharactersMax)
    case (.barcode, .text(let text)), (.hidden, .text(let text)), (.metadata, .text(let text)),
      (.calculated, .text(let text)), (.note, .text(let text)):
      return try bounded(text, FormLimits.textCharactersMax)
    case (.integer, .integer(let number)): return String(number)
    case (.scale, .integer(let number)), (.decimal, .integer(let number)): return String(number)
    case (.decimal, .decimal(let text)), (.scale, .decimal(let text)):
      guard text.utf8.count <= 40, let number = NumberText.plain(text) else {
        throw wrong("a decimal number such as \"36.5\"")
      }
      return NumberText.text(number)
    case (.selectOne, .choice(let choice)): return try code(choice)
    case (.selectMany, .choices(let chosen)), (.rank, .choices(let chosen)):
      var seen: Set<String> = []
      for value in chosen.values where !seen.insert(try code(value)).inserted {
        throw wrong("each choice once")
      }
      return chosen.values.joined(separator: " ")
    case (.date, .date(let day)):
      do throws(Status) { try day.checkDay("date") } catch { throw wrong("a day that there is") }
      return DateText.text(day)
    case (.time, .time(let text)):
      guard DateText.time(text) != nil else { throw wrong("a time such as \"09:30:00.000+09:00\"") }
      return text
    case (.dateTime, .dateTime(let text)):
      guard DateText.day(text) != nil, text.utf8.count > 10, DateText.days(text) != nil else {
        throw wrong("a day and time such as \"2026-05-04T09:30:00.000+09:00\"")
      }
      return text
    case (.consent, .consent(let given)): return given ? "OK" : ""
    case (.location, .location(let point)): return try self.text(point)
    case (.line, .points(let points)), (.area, .points(let points)):
      if points.points.count > FormLimits.pointsMax {
        throw wrong("at most \(FormLimits.pointsMax) points")
      }
      var texts: [String] = []
      for point in points.points { texts.append(try self.text(point)) }
      return texts.joined(separator: ";")
    case (.photo, .file(let name)), (.audio, .file(let name)), (.video, .file(let name)),
      (.file, .file(let name)):
      return try bounded(name, 200)
    default: throw wrong(expectation(of: item.type))
    }
  }

  private static func wrong(_ expectation: String) -> ExpressionFault {
    ExpressionFault("WRONG_TYPE", "the answer is to be \(expectation)")
  }

  private static func bounded(_ text: String, _ most: Int) throws(ExpressionFault) -> String {
    if text.unicodeScalars.count > most { throw wrong("a text of at most \(most) characters") }
    return text
  }

  private static func code(_ value: String) throws(ExpressionFault) -> String {
    if value.isEmpty || value.contains(where: \.isWhitespace) || value.utf8.count > 800 {
      throw wrong("the value of a choice, without blanks")
    }
    return value
  }

  /// What kind of value an item takes.
  private static func expectation(of type: FormItemType) -> String {
    switch type {
    case .integer: "an integer"
    case .decimal, .scale: "a decimal number"
    case .selectOne: "a choice"
    case .selectMany, .rank: "choices"
    case .date: "a date"
    case .time: "a time"
    case .dateTime: "a date_time"
    case .consent: "a consent"
    case .location: "a location"
    case .line, .area: "points"
    case .photo, .audio, .video, .file: "a file"
    case .repeat: "a number of repeats"
    case .group, .grid: "given to the items inside"
    default: "a text"
    }
  }

  private static func text(_ point: FormPoint) throws(ExpressionFault) -> String {
    guard let place = point.coordinates,
      (-900_000_000...900_000_000).contains(place.latitudeE7),
      (-1_800_000_000...1_800_000_000).contains(place.longitudeE7), point.accuracyMm >= 0
    else { throw wrong("a point on the earth") }
    return [
      fixed(Int64(place.latitudeE7), 7), fixed(Int64(place.longitudeE7), 7),
      fixed(Int64(point.altitudeMm), 3), fixed(Int64(point.accuracyMm), 3),
    ].joined(separator: " ")
  }

  /// A whole number of 10^-digits, as a decimal number.
  private static func fixed(_ number: Int64, _ digits: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    let size = abs(number)
    return (number < 0 ? "-" : "") + "\(size / scale)." + DateText.padded(size % scale, digits)
  }

  // MARK: Back

  /// The value of a text that ``text(_:for:)`` or a formula made; a text that does not fit stays a text.
  static func value(_ text: String, for item: FormItem) -> AnswerValue.Value {
    switch item.type {
    case .integer:
      if let number = Int64(text) { return .integer(number) }
      if let number = NumberText.plain(text), abs(number) < 1e15 {
        return .integer(Int64(number.rounded(.towardZero)))
      }
      return .text(text)
    case .decimal, .scale: return NumberText.plain(text) != nil ? .decimal(text) : .text(text)
    case .selectOne: return .choice(text)
    case .selectMany, .rank:
      var chosen = ChosenValues()
      chosen.values = text.split(separator: " ").map(String.init)
      return .choices(chosen)
    case .date: return DateText.day(text).map { .date($0) } ?? .text(text)
    case .time: return .time(text)
    case .dateTime: return .dateTime(text)
    case .consent: return .consent(text == "OK")
    case .location: return point(text[...]).map { .location($0) } ?? .text(text)
    case .line, .area:
      var points = FormPoints()
      points.points = text.split(separator: ";").compactMap(point)
      return .points(points)
    case .photo, .audio, .video, .file: return .file(text)
    default: return .text(text)
    }
  }

  private static func point(_ text: Substring) -> FormPoint? {
    let numbers = text.split(separator: " ").map { NumberText.plain(String($0)) ?? 0 }
    guard numbers.count >= 2 else { return nil }
    var point = FormPoint()
    var place = Coordinates()
    place.latitudeE7 = whole(numbers[0] * 1e7)
    place.longitudeE7 = whole(numbers[1] * 1e7)
    point.coordinates = place
    point.altitudeMm = numbers.count > 2 ? whole(numbers[2] * 1000) : 0
    point.accuracyMm = numbers.count > 3 ? whole(numbers[3] * 1000) : 0
    return point
  }

  private static func whole(_ number: Double) -> Int32 {
    Int32(exactly: number.rounded()) ?? 0
  }
}
