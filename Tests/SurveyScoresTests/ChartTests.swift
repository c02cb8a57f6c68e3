import Foundation
import SurveyScores
import Testing

/// Charts show what they are given, and nothing that comes with a label.
struct ChartTests {
  private static let hostile = "<script>alert('x')</script> & \"o\" \u{1b}[31m\u{7}\u{202e}"

  private static let points = [
    Chart.Point(
      label: "서울지사", value: 71.25, interval: Interval(low: 68, high: 74.5), respondents: 512),
    Chart.Point(label: "부산", value: nil),
    Chart.Point(label: "office 3", value: 20, respondents: 9),
  ]

  /// Would catch markup or a terminal's control characters that a label brings along.
  @Test(arguments: [Chart.Kind.bars, .trend]) func escapesWhatItIsGiven(_ kind: Chart.Kind) throws {
    let chart = Chart(
      kind: kind, title: Self.hostile, subtitle: Self.hostile,
      points: [.init(label: Self.hostile, value: 50), .init(label: "b", value: nil)],
      hiddenText: Self.hostile)
    let svg = chart.svg()
    #expect(!svg.contains("<script"))
    #expect(!svg.contains("\u{1b}"))
    #expect(XMLWords.isWellFormed(svg))
    let text = chart.text(columns: 80).joined(separator: "\n")
    #expect(!text.contains("\u{1b}"))
    #expect(!text.contains("\u{202e}"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
  }

  /// Would catch a bar drawn for a hidden group, and a count that gives it away.
  @Test func drawsNothingOfWhatIsHidden() {
    let chart = Chart(kind: .bars, title: "t", points: Self.points, hiddenText: "fewer than 5")
    let svg = chart.svg()
    // The page, and two bars.
    #expect(svg.components(separatedBy: "<rect").count == 4)
    #expect(svg.contains(">fewer than 5</text>"))
    for words in ["71.3", "68.0–74.5", "n 512", "n 9"] { #expect(svg.contains(">\(words)</text>")) }
    let lines = chart.text(columns: 72)
    #expect(
      lines == [
        "t",
        "서울지사 ███████████████████████████▏           71.3 (68.0–74.5), n 512",
        "부산     ······································ fewer than 5",
        "office 3 ███████▋                               20.0, n 9",
      ])
  }

  /// Would catch lines wider than the terminal, where Korean takes two columns a letter.
  @Test(arguments: [40, 57, 80, 200]) func keepsWithinTheTerminal(_ columns: Int) {
    for kind in [Chart.Kind.bars, .trend] {
      let chart = Chart(
        kind: kind, title: String(repeating: "고객만족도 ", count: 30),
        points: Self.points + (0..<30).map { .init(label: "2026년 \($0)차 조사", value: Double($0)) })
      for line in chart.text(columns: columns) {
        let width = line.reduce(0) {
          $0
            + ($1.unicodeScalars.allSatisfy {
              $0.value > 0x1100 && $0.value < 0xd7a4 && !(0x2000...0x2fff).contains($0.value)
            } ? 2 : 1)
        }
        #expect(width <= columns, "\(line)")
      }
    }
  }

  /// Would catch labels that run into the bars or off the page, and names of twelve waves on top of each other.
  @Test(arguments: [1, 2, 12, 60]) func nothingIsWrittenOverAnythingElse(_ count: Int) throws {
    for kind in [Chart.Kind.bars, .trend] {
      let chart = Chart(
        kind: kind, title: String(repeating: "고객만족도 조사 ", count: 20),
        subtitle: String(repeating: "words ", count: 40),
        points: (1...count).map {
          .init(
            label: "\($0) 2026-03-02 " + String(repeating: $0 % 2 == 0 ? "가" : "mW", count: $0 * 7),
            value: $0 % 5 == 3 ? nil : Double($0 * 13 % 100),
            interval: Interval(low: 0, high: 100), respondents: 1_234_567)
        }, hiddenText: "비공개: 인원이 적음")
      for width in [320, 720, 1200] {
        let texts = DrawnText.all(in: chart.svg(width: width))
        // A trend of many waves names some of them.
        #expect(texts.count > (kind == .bars ? count : 4))
        for text in texts {
          #expect(text.left >= 0 && text.right <= Double(width), "\(text.words) at \(width)")
        }
        let rows = Dictionary(grouping: texts.filter { !$0.isHaloed }, by: \.y)
        for row in rows.values {
          let row = row.sorted { $0.left < $1.left }
          for (one, next) in zip(row, row.dropFirst()) {
            #expect(one.right <= next.left, "\(one.words) | \(next.words) at \(width)")
          }
        }
      }
    }
  }

  /// Would catch bars of scores below nought that start at the left edge or are drawn to the right.
  @Test func barsBelowNoughtGoLeft() {
    let chart = Chart(
      kind: .bars, title: "NPS",
      points: [.init(label: "a", value: -50), .init(label: "b", value: 50)], range: -100...100,
      decimals: 0)
    #expect(
      chart.text(columns: 40) == [
        "NPS", "a         █████████│                -50", "b                  ███████▊         50",
      ])
  }

  /// Would catch a point at the wrong height: the latest is the highest.
  @Test func trendsRise() {
    let chart = Chart(
      kind: .trend, title: "PCSI",
      points: (1...3).map {
        .init(
          label: "w\($0)", value: Double($0) * 25,
          interval: Interval(low: Double($0) * 25 - 13, high: Double($0) * 25 + 13))
      })
    let lines = chart.text(columns: 44).dropFirst()
    let column = { (mark: Character) in
      lines.enumerated().filter { $1.contains(mark) }.map(\.offset)
    }
    #expect(column("●") == [2, 4, 6])
    #expect(chart.svg() == chart.svg())
    #expect(chart.svg().components(separatedBy: "<circle").count == 4)
  }

  /// Would catch a crash at values that no chart has room for.
  @Test func bearsStrangeNumbers() {
    for value in [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0] {
      for kind in [Chart.Kind.bars, .trend] {
        for range in [0.0...100, 5...5, -3 ... -1] {
          let chart = Chart(
            kind: kind, title: "",
            points: [
              .init(label: "", value: value, interval: Interval(low: value, high: -value))
            ], range: range)
          #expect(XMLWords.isWellFormed(chart.svg()))
          #expect(!chart.text().isEmpty)
        }
      }
    }
    #expect(XMLWords.isWellFormed(Chart(kind: .trend, title: "", points: []).svg()))
    #expect(Chart(kind: .bars, title: "x", points: []).text() == ["x"])
  }
}

/// A text of a drawing and the room that it takes, as wide as its letters are at least in common fonts.
private struct DrawnText {
  let words: String
  let left: Double
  let right: Double
  let y: Double
  let isHaloed: Bool

  static func all(in svg: String) -> [DrawnText] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<text ") }.compactMap { DrawnText($0) }
  }

  private init?(_ line: Substring) {
    func value(_ name: String) -> Substring? {
      guard let start = line.firstRange(of: " \(name)=\"") else { return nil }
      return line[start.upperBound...].prefix { $0 != "\"" }
    }
    guard let x = value("x").flatMap({ Double($0) }), let y = value("y").flatMap({ Double($0) }),
      let size = value("font-size").flatMap({ Double($0) }), let anchor = value("text-anchor"),
      let open = line.firstIndex(of: ">"), let close = line.lastIndex(of: "<")
    else { return nil }
    words = String(line[line.index(after: open)..<close])
    let width = words.reduce(0.0) { sum, letter in
      sum + (letter.unicodeScalars.allSatisfy { (0xac00...0xd7a3).contains($0.value) } ? 0.92 : 0.5)
    }
    let start = anchor == "end" ? 1.0 : anchor == "middle" ? 0.5 : 0
    left = x - width * size * start
    right = left + width * size
    self.y = y
    isHaloed = line.contains("paint-order")
  }
}

/// As much of XML as says whether tags are closed in order and text holds no bare mark.
private enum XMLWords {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter }
      if tag.hasPrefix("/") {
        guard open.popLast() == name else { return false }
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      rest = rest[rest.index(after: end)...]
    }
    return open.isEmpty && !rest.contains(">")
  }
}
