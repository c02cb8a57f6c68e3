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
    #expect(svg.contains("71.3 (68.0–74.5), n 512"))
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
