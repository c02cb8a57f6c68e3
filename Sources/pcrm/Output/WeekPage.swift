import PCRMModel
import ProtobufCodec

/// A week of somebody's visits as a terminal shows it: days beside each other, hours below each
/// other; on a narrow terminal the days stand below each other.
struct WeekPage {
  /// One visit.
  struct Entry: Equatable {
    /// Minutes after midnight.
    var start: Int
    var minutes: Int
    var state: VisitState
    var name: String
    var purpose: String
  }

  /// One day.
  struct Day: Equatable {
    var date: CivilDate
    /// When the person works, in minutes after midnight, breaks left out.
    var hours: [ClosedRange<Int>] = []
    /// Somebody recorded hours: without them nothing can be said of the day.
    var isKept = false
    var holiday = ""
    var leave = ""
    var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty && holiday.isEmpty && leave.isEmpty && hours.isEmpty }
    var isWeekend: Bool { date.weekdayFromMonday >= 5 }
  }

  let title: String
  let days: [Day]
  let today: CivilDate
  /// Columns of the terminal.
  let width: Int
  let language: Language
  let ink: Ink

  private static let labelColumns = 4
  private static let gapColumns = 1
  private static let dayColumnsMin = 15
  private static let dayColumnsMax = 26

  var lines: [String] {
    let shown = days.filter { !$0.isWeekend || !$0.isEmpty }
    let room = (width - Self.labelColumns) / max(1, shown.count) - Self.gapColumns
    let body =
      room >= Self.dayColumnsMin ? grid(shown, min(room, Self.dayColumnsMax)) : list(shown)
    return [ink.bold(safe(title)), summary, ""] + body + ["", legend]
  }

  private var summary: String {
    let entries = days.flatMap(\.entries).filter { $0.state != .noShow && $0.state != .cancelled }
    let minutes = entries.reduce(0) { $0 + $1.minutes }
    return language(
      "\(entries.count) \(entries.count == 1 ? "visit" : "visits"), \(ClockText.length(minutes))",
      "방문 \(entries.count)건, \(minutes / 60)시간 \(minutes % 60)분")
  }

  private var legend: String {
    let states: [VisitState] = [
      .proposed, .planned, .confirmed, .enRoute, .inProgress, .done, .noShow,
    ]
    return ink.dim(
      states.map { "\(Self.mark($0)) \(Self.word($0, language))" }.joined(separator: "  "))
  }

  // MARK: Days beside each other

  private func grid(_ shown: [Day], _ columns: Int) -> [String] {
    let heads = shown.map { head($0) }
    let height = heads.map(\.count).max() ?? 0
    var lines = (0..<height).map { row in
      line("", heads.map { row < $0.count ? $0[row] : "" }, columns, bold: row == 0)
    }
    lines.append(line("", shown.map { _ in String(repeating: "-", count: columns) }, columns))
    guard let hours = hoursShown(shown) else { return lines }
    for hour in hours {
      let cells = shown.map { cell($0, hour) }
      for row in 0..<max(1, cells.map(\.count).max() ?? 0) {
        let label = row == 0 ? ClockText.two(hour) : ""
        lines.append(line(label, cells.map { row < $0.count ? $0[row] : "" }, columns))
      }
    }
    return lines
  }

  /// The day's name, and what makes it other than others.
  private func head(_ day: Day) -> [String] {
    let name = Self.weekday(day.date, language)
    let date = "\(ClockText.two(Int(day.date.month)))-\(ClockText.two(Int(day.date.day)))"
    var lines = ["\(name) \(date)\(day.date == today ? language(" today", " 오늘") : "")"]
    if !day.holiday.isEmpty { lines.append(language("holiday: ", "휴일: ") + safe(day.holiday)) }
    if !day.leave.isEmpty { lines.append(language("away: ", "부재: ") + safe(day.leave)) }
    if let from = day.hours.first?.lowerBound, let to = day.hours.last?.upperBound {
      lines.append("\(ClockText.clock(from))-\(ClockText.clock(to))")
    } else if day.isKept && day.holiday.isEmpty && day.leave.isEmpty {
      lines.append(language("does not work", "근무 없음"))
    }
    return lines
  }

  private func hoursShown(_ shown: [Day]) -> ClosedRange<Int>? {
    let starts = shown.flatMap { $0.entries.map(\.start) + $0.hours.map(\.lowerBound) }
    let ends = shown.flatMap {
      $0.entries.map { $0.start + $0.minutes } + $0.hours.map(\.upperBound)
    }
    guard let from = starts.min(), let to = ends.max() else { return nil }
    return from / 60...max(from / 60, min(23, (to - 1) / 60))
  }

  /// What a day has in an hour: what goes on, then what begins.
  private func cell(_ day: Day, _ hour: Int) -> [String] {
    let (from, to) = (hour * 60, hour * 60 + 60)
    var lines: [String] = []
    for entry in day.entries.sorted(by: { $0.start < $1.start }) {
      if entry.start < from, entry.start + entry.minutes > from {
        lines.append("|")
      } else if (from..<to).contains(entry.start) {
        lines.append(
          "\(ClockText.clock(entry.start)) \(Self.mark(entry.state)) \(safe(entry.name))")
        if !entry.purpose.isEmpty { lines.append("| \(safe(entry.purpose))") }
      }
    }
    return lines
  }

  private func line(
    _ label: String, _ cells: [String], _ columns: Int, bold: Bool = false
  ) -> String {
    var line = pad(label, Self.labelColumns)
    for (place, cell) in cells.enumerated() {
      let cut = DisplayWidth.cut(cell, to: columns)
      let last = place == cells.count - 1
      let text = last ? cut : pad(cut, columns + Self.gapColumns)
      line += bold ? ink.bold(text) : text
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  // MARK: Days below each other

  private func list(_ shown: [Day]) -> [String] {
    var lines: [String] = []
    for day in shown {
      let head = head(day)
      lines.append(ink.bold(head[0]) + "  " + head.dropFirst().joined(separator: ", "))
      for entry in day.entries.sorted(by: { $0.start < $1.start }) {
        let end = ClockText.clock(entry.start + entry.minutes)
        let text =
          "  \(ClockText.clock(entry.start))-\(end) \(Self.mark(entry.state)) \(safe(entry.name))"
          + (entry.purpose.isEmpty ? "" : ", \(safe(entry.purpose))")
        lines.append(DisplayWidth.cut(text, to: max(20, width)))
      }
    }
    return lines
  }

  // MARK: Words

  /// One column wide in every terminal, also where East Asian letters are.
  static func mark(_ state: VisitState) -> String {
    switch state {
    case .proposed: "?"
    case .planned: "."
    case .confirmed: "+"
    case .enRoute: ">"
    case .inProgress: "*"
    case .done: "="
    case .noShow: "!"
    default: "x"
    }
  }

  static func word(_ state: VisitState, _ language: Language) -> String {
    guard language == .ko else { return state.word.replacing("_", with: " ") }
    switch state {
    case .proposed: return "가예약"
    case .planned: return "예정"
    case .confirmed: return "확정"
    case .enRoute: return "이동 중"
    case .inProgress: return "방문 중"
    case .done: return "완료"
    case .noShow: return "부재"
    case .cancelled: return "취소"
    default: return state.word
    }
  }

  static func weekday(_ day: CivilDate, _ language: Language) -> String {
    let place = day.weekdayFromMonday
    return language(
      ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place],
      ["월", "화", "수", "목", "금", "토", "일"][place])
  }

  private func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
  }

  private func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
