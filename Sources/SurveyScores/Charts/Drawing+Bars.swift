/// Bars under each other: label, bar with its interval, and the figures in columns.
extension Drawing {
  private static let barHeight = 18.0

  mutating func bars(of chart: Chart) {
    let columns = BarColumns(chart, width)
    let labels = chart.points.map {
      ChartText.lines($0.label, room: columns.labelRoom, size: 13, most: 2)
    }
    let top = bottom
    let heights = labels.map { $0.count > 1 ? 42.0 : 30.0 }
    let end = top + heights.reduce(0, +)
    let x = { (place: Double) in
      columns.left + place * (columns.right - columns.left)
    }
    let room = chart.tickTexts.map { ChartText.width($0, size: 11) }.max() ?? 0
    let isNarrow =
      (columns.right - columns.left) < (room + 8) * Double(max(1, chart.ticks.count - 1))
    for (number, (value, words)) in zip(chart.ticks, chart.tickTexts).enumerated()
    where !chart.points.isEmpty {
      line(x(chart.place(value)), top, x(chart.place(value)), end, Self.grid)
      if isNarrow && number > 0 { continue }
      text(x(chart.place(value)), end + 16, words, anchor: "middle", size: 11, colour: Self.pale)
    }
    var y = top
    for (number, point) in chart.points.enumerated() {
      let middle = y + heights[number] / 2
      write(labels[number], at: columns.left - 10, around: middle)
      if let value = point.value {
        let (a, b) = (
          x(min(chart.origin, chart.place(value))), x(max(chart.origin, chart.place(value)))
        )
        bar(a, middle - Self.barHeight / 2, b - a, Self.barHeight)
        if let interval = point.interval {
          whisker(x(chart.place(interval.low)), x(chart.place(interval.high)), middle)
        }
        for (words, place) in zip(columns.texts[number], columns.ends) {
          text(
            place, middle + 4.5, words, anchor: "end",
            weight: place == columns.ends[0] ? "bold" : "normal",
            colour: place == columns.ends[0] ? Self.ink : Self.pale)
        }
      } else {
        text(
          x(chart.origin) + 6, middle + 4.5, chart.hiddenText, size: 12, colour: Self.pale,
          halo: true)
      }
      y += heights[number]
    }
    if !chart.points.isEmpty { line(x(chart.origin), top, x(chart.origin), end, Self.pale) }
    bottom = end + (chart.points.isEmpty ? 0 : 20)
  }

  private mutating func write(_ lines: [String], at x: Double, around middle: Double) {
    for (number, words) in lines.enumerated() {
      let first = middle + 4.5 - Double(lines.count - 1) * 8
      text(x, first + Double(number) * 16, words, anchor: "end")
    }
  }

  private mutating func whisker(_ low: Double, _ high: Double, _ y: Double) {
    line(low, y, high, y, Self.ink, thick: 1.5)
    line(low, y - 5, low, y + 5, Self.ink, thick: 1.5)
    line(high, y - 5, high, y + 5, Self.ink, thick: 1.5)
  }
}

/// Where the parts of a row stand: as wide as the longest needs, as long as enough is left for the bars.
private struct BarColumns {
  let labelRoom: Double
  /// Where bars begin and end.
  let left: Double
  let right: Double
  /// Value, interval and number of people of each point.
  let texts: [[String]]
  /// Where each of them ends.
  let ends: [Double]

  init(_ chart: Chart, _ width: Double) {
    let texts = chart.points.map(chart.figures)
    let rooms = (0..<3).map { column in
      texts.map { ChartText.width($0[column], size: 13) * (column == 0 ? 1.08 : 1) }.max() ?? 0
    }
    var place = width - Drawing.margin
    var ends: [Double] = []
    for room in rooms.reversed() {
      ends.append(place)
      if room > 0 { place -= room + 12 }
    }
    self.texts = texts
    self.ends = ends.reversed()
    right = place - 4
    let widest = chart.points.map { ChartText.width($0.label, size: 13) }.max() ?? 0
    labelRoom = max(40, min(widest, width * 0.34, right - Drawing.margin - 110))
    left = Drawing.margin + labelRoom + 10
  }
}

extension Chart {
  /// "71.3", "68.0–74.5", "n 512".
  fileprivate func figures(_ point: Point) -> [String] {
    guard let value = point.value else { return ["", "", ""] }
    let interval = point.interval.map {
      let low = ChartText.printed($0.low, decimals: decimals)
      let high = ChartText.printed($0.high, decimals: decimals)
      return min($0.low, $0.high) < 0 ? "\(low) – \(high)" : "\(low)–\(high)"
    }
    return [
      ChartText.printed(value, decimals: decimals), interval ?? point.note ?? "",
      point.respondents.map { "n \($0)" } ?? "",
    ]
  }
}
