/// Figures to be drawn: as bars, or over time. Drawing is a pure function: the same figures, the same bytes.
public struct Chart: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case bars
    case trend
  }

  /// One group, value or time.
  public struct Point: Hashable, Sendable {
    public var label: String
    /// Absent where it is hidden, because too few stand behind it.
    public var value: Double?
    public var interval: Interval?
    /// How many stand behind it; absent where that is hidden too.
    public var respondents: Int?
    /// What stands beside a value without an interval, such as its part of all.
    public var note: String?

    public init(
      label: String, value: Double?, interval: Interval? = nil, respondents: Int? = nil,
      note: String? = nil
    ) {
      self.label = label
      self.value = value
      self.interval = interval
      self.respondents = respondents
      self.note = note
    }

    /// A score.
    public init(label: String, _ estimate: Estimate) {
      self.init(
        label: label, value: estimate.value, interval: estimate.interval,
        respondents: estimate.respondents)
    }
  }

  public var kind: Kind
  public var title: String
  /// What is written below the title: which wave, which model in which version.
  public var subtitle: String
  public var points: [Point]
  /// What the axis goes from and to; values beyond it are drawn at its end.
  public var range: ClosedRange<Double>
  public var decimals: Int
  /// What stands in place of a hidden value, in the reader's language.
  public var hiddenText: String

  public init(
    kind: Kind, title: String, subtitle: String = "", points: [Point],
    range: ClosedRange<Double> = 0...100, decimals: Int = 1, hiddenText: String = "hidden"
  ) {
    self.kind = kind
    self.title = title
    self.subtitle = subtitle
    self.points = points
    self.range = range
    self.decimals = decimals
    self.hiddenText = hiddenText
  }

  /// A value's place on the axis, from 0 to 1.
  func place(_ value: Double) -> Double {
    let length = range.upperBound - range.lowerBound
    guard length > 0, value.isFinite else { return 0 }
    return min(1, max(0, (value - range.lowerBound) / length))
  }

  /// Where bars begin: at nought where the axis has it.
  var origin: Double { place(min(max(0, range.lowerBound), range.upperBound)) }

  /// "71.3 (68.0–74.4), n 512", or what stands in place of a hidden value.
  func caption(_ point: Point) -> String {
    guard let value = point.value else { return hiddenText }
    var text = ChartText.number(value, decimals: decimals)
    if let interval = point.interval {
      let low = ChartText.number(interval.low, decimals: decimals)
      text += " (\(low)–\(ChartText.number(interval.high, decimals: decimals)))"
    }
    if let note = point.note { text += ", \(note)" }
    if let respondents = point.respondents { text += ", n \(respondents)" }
    return text
  }
}
