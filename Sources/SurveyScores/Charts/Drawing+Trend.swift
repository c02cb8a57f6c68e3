/// Points over time: joined where two neighbours are known, with their intervals.
extension Drawing {
  private static let trendHeight = 210.0

  mutating func trend(of chart: Chart) {
    let room = chart.tickTexts.map { ChartText.width($0, size: 11) }.max() ?? 0
    let left = Self.margin + room + 8
    let top = bottom + 18
    let end = top + Self.trendHeight
    // The last label may be wider than what is between two points.
    let count = Double(max(1, chart.points.count))
    let widest = TrendLabels(chart, (right - left) / count).widest
    let edge = min(right, width - 4 - widest / 2 + (right - left) / count / 2)
    let step = (edge - left) / count
    let x = { (number: Int) in left + (Double(number) + 0.5) * step }
    let y = { (value: Double) in end - chart.place(value) * Self.trendHeight }
    for (value, words) in zip(chart.ticks, chart.tickTexts) {
      line(left, y(value), right, y(value), value == 0 ? Self.pale : Self.grid)
      text(left - 8, y(value) + 4, words, anchor: "end", size: 11, colour: Self.pale)
    }
    for (number, point) in chart.points.enumerated() {
      guard let value = point.value else { continue }
      if number > 0, let before = chart.points[number - 1].value {
        line(x(number - 1), y(before), x(number), y(value), Self.fill, thick: 2)
      }
      if let interval = point.interval {
        whisker(y(interval.low), y(interval.high), x(number), min(5, step / 4))
      }
    }
    let labels = TrendLabels(chart, step)
    for (number, point) in chart.points.enumerated() {
      guard let value = point.value else {
        circle(x(number), end - 8, isFilled: false)
        continue
      }
      circle(x(number), y(value), isFilled: true)
      if labels.isShown(number) {
        let highest = point.interval.map { min(y(value), y($0.high)) } ?? y(value)
        text(
          x(number), highest - 8, ChartText.printed(value, decimals: chart.decimals),
          anchor: "middle",
          size: 12, weight: "bold", halo: true)
      }
    }
    for number in chart.points.indices where labels.isShown(number) {
      line(x(number), end, x(number), end + 4, Self.pale)
      for (row, words) in labels.lines[number].enumerated() {
        text(
          x(number), end + 19 + Double(row) * 15, words, anchor: "middle", size: 11,
          colour: row == 0 ? Self.ink : Self.pale)
      }
    }
    bottom = end + 8 + Double(labels.lines.map(\.count).max() ?? 0) * 15
    if chart.points.contains(where: { $0.value == nil }) {
      bottom += 20
      circle(left + 4, bottom - 4, isFilled: false)
      text(left + 14, bottom, chart.hiddenText, size: 11, colour: Self.pale)
    }
  }

  private mutating func whisker(_ low: Double, _ high: Double, _ x: Double, _ reach: Double) {
    line(x, low, x, high, Self.pale, thick: 1.2)
    line(x - reach, low, x + reach, low, Self.pale, thick: 1.2)
    line(x - reach, high, x + reach, high, Self.pale, thick: 1.2)
  }
}

/// What stands below each point, and at which points there is room for it.
private struct TrendLabels {
  let lines: [[String]]
  let widest: Double
  private let every: Int

  init(_ chart: Chart, _ step: Double) {
    let room = max(step - 8, 76)
    lines = chart.points.map { point in
      let label = point.label.split(separator: " ", maxSplits: 1).map(String.init)
      let fitted = label.flatMap { ChartText.lines($0, room: room, size: 11, most: 1) }
      return fitted + (point.respondents.map { ["n \($0)"] } ?? [])
    }
    widest = lines.joined().map { ChartText.width($0, size: 11) }.max() ?? 0
    every = max(1, Int(((widest + 8) / max(1, step)).rounded(.up)))
  }

  /// The newest has its label, and every so many before it.
  func isShown(_ number: Int) -> Bool { (lines.count - 1 - number) % every == 0 }
}
