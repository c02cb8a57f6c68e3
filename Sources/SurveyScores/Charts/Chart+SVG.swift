extension Chart {
  /// The chart as one SVG document: no script, no reference to anything outside, all text escaped.
  public func svg(width: Int = 720) -> String {
    let width = max(320, min(4000, width))
    return kind == .bars ? barsSVG(width) : trendSVG(width)
  }

  private static let ink = "#222222"
  private static let pale = "#777777"
  private static let fill = "#3b6ea5"
  private static let grid = "#dddddd"

  private func page(_ width: Int, _ height: Int, _ body: [String]) -> String {
    let name = ChartText.escaped(title)
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(name)\""
        + " font-family=\"sans-serif\" font-size=\"13\">",
      "<title>\(name)</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>",
      text(16, 26, title, size: 16, weight: "bold"),
      text(16, 44, subtitle, colour: Self.pale),
    ]
    return (head + body + ["</svg>"]).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private func barsSVG(_ width: Int) -> String {
    let (left, right) = (Double(width) * 0.28, Double(width) * 0.66)
    let x = { (place: Double) in left + place * (right - left) }
    var body: [String] = []
    for (number, point) in points.enumerated() {
      let top = 60 + Double(number) * 30
      let middle = top + 10
      body.append(text(left - 8, middle + 4, point.label, anchor: "end"))
      body.append(line(x(0), middle, x(1), middle, Self.grid))
      if let value = point.value {
        let (a, b) = (x(min(origin, place(value))), x(max(origin, place(value))))
        body.append(
          "<rect x=\"\(f(a))\" y=\"\(f(top))\" width=\"\(f(b - a))\" height=\"20\""
            + " fill=\"\(Self.fill)\"/>")
      }
      if let interval = point.interval, point.value != nil {
        body += whisker(x(place(interval.low)), x(place(interval.high)), middle)
      }
      body.append(
        text(
          right + 10, middle + 4, caption(point), colour: point.value == nil ? Self.pale : Self.ink)
      )
    }
    let bottom = 60 + Double(points.count) * 30
    body.append(line(x(origin), 56, x(origin), bottom, Self.pale))
    return page(width, Int(bottom) + 16, body)
  }

  private func whisker(_ low: Double, _ high: Double, _ y: Double) -> [String] {
    [
      line(low, y, high, y, Self.ink), line(low, y - 5, low, y + 5, Self.ink),
      line(high, y - 5, high, y + 5, Self.ink),
    ]
  }

  private func trendSVG(_ width: Int) -> String {
    let (left, right, top, bottom) = (56.0, Double(width) - 24, 64.0, 264.0)
    let step = (right - left) / Double(max(1, points.count))
    let x = { (number: Int) in left + (Double(number) + 0.5) * step }
    let y = { (value: Double) in bottom - place(value) * (bottom - top) }
    var body: [String] = []
    for part in 0...4 {
      let value =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(part) / 4
      body.append(line(left, y(value), right, y(value), Self.grid))
      body.append(
        text(
          left - 8, y(value) + 4, ChartText.number(value, decimals: decimals), anchor: "end",
          colour: Self.pale))
    }
    for (number, point) in points.enumerated() {
      body.append(text(x(number), bottom + 20, point.label, anchor: "middle"))
      guard let value = point.value else {
        body.append(text(x(number), bottom - 8, hiddenText, anchor: "middle", colour: Self.pale))
        continue
      }
      if number > 0, let before = points[number - 1].value {
        body.append(line(x(number - 1), y(before), x(number), y(value), Self.fill, thick: true))
      }
      if let interval = point.interval {
        let (low, high) = (y(interval.low), y(interval.high))
        body.append(line(x(number), low, x(number), high, Self.ink))
        body.append(line(x(number) - 5, low, x(number) + 5, low, Self.ink))
        body.append(line(x(number) - 5, high, x(number) + 5, high, Self.ink))
      }
      body.append(
        "<circle cx=\"\(f(x(number)))\" cy=\"\(f(y(value)))\" r=\"4\" fill=\"\(Self.fill)\"/>")
      body.append(
        text(
          x(number), bottom + 38,
          ChartText.number(value, decimals: decimals)
            + (point.respondents.map { ", n \($0)" } ?? ""), anchor: "middle", colour: Self.pale))
    }
    return page(width, Int(bottom) + 52, body)
  }

  private func f(_ value: Double) -> String { ChartText.number(value, decimals: 2) }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, thick: Bool = false
  ) -> String {
    "<line x1=\"\(f(x1))\" y1=\"\(f(y1))\" x2=\"\(f(x2))\" y2=\"\(f(y2))\" stroke=\"\(colour)\""
      + " stroke-width=\"\(thick ? 2 : 1)\"/>"
  }

  private func text(
    _ x: Double, _ y: Double, _ words: String, anchor: String = "start", size: Int = 13,
    weight: String = "normal", colour: String = Chart.ink
  ) -> String {
    guard !words.isEmpty else { return "" }
    return "<text x=\"\(f(x))\" y=\"\(f(y))\" text-anchor=\"\(anchor)\" font-size=\"\(size)\""
      + " font-weight=\"\(weight)\" fill=\"\(colour)\">\(ChartText.escaped(words))</text>"
  }
}
