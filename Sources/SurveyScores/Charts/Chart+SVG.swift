extension Chart {
  /// The chart as one SVG document: no script, no reference to anything outside, all text escaped.
  ///
  /// What does not fit its place is broken into lines and then cut, so that nothing is written over anything else.
  public func svg(width: Int = 720) -> String {
    let width = max(320, min(4000, width))
    var drawing = Drawing(width: Double(width))
    drawing.head(title, subtitle)
    switch kind {
    case .bars: drawing.bars(of: self)
    case .trend: drawing.trend(of: self)
    }
    return drawing.document(named: title)
  }

  /// Values of the axis that have a line: round ones, five at most.
  var ticks: [Double] {
    let (low, length) = (range.lowerBound, range.upperBound - range.lowerBound)
    guard length > 0, low.isFinite, length.isFinite, length < 1e9 else { return [low] }
    var power = 1e-3
    while power * 40 < length { power *= 10 }
    // Counts have no halves.
    let steps = [1, 2, 2.5, 5, 10].map { $0 * power }.filter {
      decimals > 0 || $0 == $0.rounded() && $0 >= 1
    }
    let step = steps.first { length / $0 <= 4.0001 } ?? max(1, length)
    let first = (low / step - 1e-9).rounded(.up)
    let count = ((range.upperBound / step + 1e-9).rounded(.down) - first).rounded()
    return (0...Int(max(0, min(count, 10)))).map { (first + Double($0)) * step }
  }

  /// What stands at the ticks: without decimals where none of them has any.
  var tickTexts: [String] {
    let isWhole = ticks.allSatisfy { abs($0) < 1e12 && $0 == $0.rounded() }
    return ticks.map { ChartText.printed($0, decimals: isWhole ? 0 : max(1, decimals)) }
  }
}

/// A page of SVG that grows downwards.
struct Drawing {
  static let ink = "#1f2933"
  static let pale = "#5f6b76"
  static let fill = "#3b6ea5"
  static let grid = "#dde2e7"
  static let margin = 20.0

  let width: Double
  /// How far down the page is used.
  var bottom = 0.0
  private var body: [String] = []

  init(width: Double) {
    self.width = width
  }

  var right: Double { width - Self.margin }

  /// Title and subtitle, in as many lines as they need up to two.
  mutating func head(_ title: String, _ subtitle: String) {
    bottom = 14
    let room = width - 2 * Self.margin
    for line in ChartText.lines(title, room: room, size: 16, most: 2) {
      bottom += 20
      text(Self.margin, bottom - 4, line, size: 16, weight: "bold")
    }
    for line in ChartText.lines(subtitle, room: room, size: 12, most: 2) {
      bottom += 18
      text(Self.margin, bottom - 4, line, size: 12, colour: Self.pale)
    }
    bottom += 12
  }

  func document(named name: String) -> String {
    let height = Int(bottom.rounded(.up)) + 14
    let name = ChartText.escaped(name)
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Int(width))\" height=\"\(height)\""
        + " viewBox=\"0 0 \(Int(width)) \(height)\" role=\"img\" aria-label=\"\(name)\""
        + " font-family=\"'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic',"
        + " 'Apple SD Gothic Neo', sans-serif\" font-size=\"13\">",
      "<title>\(name)</title>",
      "<rect width=\"\(Int(width))\" height=\"\(height)\" fill=\"#ffffff\"/>",
    ]
    return (head + body + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: Shapes

  static func f(_ value: Double) -> String { ChartText.number(value, decimals: 2) }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, thick: Double = 1
  ) {
    body.append(
      "<line x1=\"\(Self.f(x1))\" y1=\"\(Self.f(y1))\" x2=\"\(Self.f(x2))\" y2=\"\(Self.f(y2))\""
        + " stroke=\"\(colour)\" stroke-width=\"\(Self.f(thick))\"/>")
  }

  mutating func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    body.append(
      "<rect x=\"\(Self.f(x))\" y=\"\(Self.f(y))\" width=\"\(Self.f(width))\""
        + " height=\"\(Self.f(height))\" fill=\"\(Self.fill)\"/>")
  }

  mutating func circle(_ x: Double, _ y: Double, isFilled: Bool) {
    let look =
      isFilled ? "fill=\"\(Self.fill)\"" : "fill=\"#ffffff\" stroke=\"\(Self.pale)\""
    body.append("<circle cx=\"\(Self.f(x))\" cy=\"\(Self.f(y))\" r=\"4\" \(look)/>")
  }

  /// - Parameter halo: the text is written over lines, and keeps them off.
  mutating func text(
    _ x: Double, _ y: Double, _ words: String, anchor: String = "start", size: Double = 13,
    weight: String = "normal", colour: String = Drawing.ink, halo: Bool = false
  ) {
    guard !words.isEmpty else { return }
    let around =
      halo
      ? " stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
      : ""
    body.append(
      "<text x=\"\(Self.f(x))\" y=\"\(Self.f(y))\" text-anchor=\"\(anchor)\""
        + " font-size=\"\(Self.f(size))\" font-weight=\"\(weight)\" fill=\"\(colour)\"\(around)>"
        + "\(ChartText.escaped(words))</text>")
  }
}
