import Glibc
import PCRMModel

extension Evaluation {
  /// Functions over several nodes. Unanswered ones do not count in sums, least and greatest.
  func sets(_ function: ExpressionFunction, _ values: [ExpressionValue]) -> ExpressionValue? {
    switch function {
    case .count:
      guard case .nodes(let nodes) = values[0] else { return .number(.nan) }
      return .number(Double(nodes.count))
    case .countNonEmpty:
      return .number(Double(values.flatMap(\.texts).filter { !$0.isEmpty }.count))
    case .sum: return .number(numbers(values).reduce(0, +))
    case .min:
      let all = numbers(values)
      return .number(all.contains(where: \.isNaN) ? .nan : all.min() ?? .nan)
    case .max:
      let all = numbers(values)
      return .number(all.contains(where: \.isNaN) ? .nan : all.max() ?? .nan)
    case .area: return .number(area(points(values)))
    case .distance: return .number(distance(points(values)))
    default: return nil
    }
  }

  private func numbers(_ values: [ExpressionValue]) -> [Double] {
    values.flatMap { value -> [Double] in
      switch value {
      case .nodes(let nodes):
        nodes.filter { !$0.text.isEmpty }.map { NumberText.number($0.text) }
      case .text(let text): text.isEmpty ? [] : [NumberText.number(text)]
      default: [value.number]
      }
    }
  }

  // MARK: The earth

  private static let radius = 6_378_100.0

  private func points(_ values: [ExpressionValue]) -> [(latitude: Double, longitude: Double)] {
    values.flatMap(\.texts).flatMap { $0.split(separator: ";") }.compactMap { text in
      let parts = text.split(separator: " ").map { NumberText.plain(String($0)) ?? .nan }
      guard parts.count >= 2, !parts[0].isNaN, !parts[1].isNaN else { return nil }
      return (parts[0] * .pi / 180, parts[1] * .pi / 180)
    }
  }

  /// Length of a line in metres, on a sphere.
  private func distance(_ points: [(latitude: Double, longitude: Double)]) -> Double {
    if points.isEmpty { return .nan }
    var sum = 0.0
    for (one, other) in zip(points, points.dropFirst()) {
      let a = Glibc.sin((other.latitude - one.latitude) / 2)
      let b = Glibc.sin((other.longitude - one.longitude) / 2)
      let h = a * a + Glibc.cos(one.latitude) * Glibc.cos(other.latitude) * b * b
      sum += 2 * Self.radius * Glibc.asin(min(1, h.squareRoot()))
    }
    return (sum * 100).rounded() / 100
  }

  /// Square metres inside of a line, on a sphere.
  private func area(_ points: [(latitude: Double, longitude: Double)]) -> Double {
    if points.count < 3 { return 0 }
    var sum = 0.0
    for (place, one) in points.enumerated() {
      let other = points[(place + 1) % points.count]
      sum +=
        (other.longitude - one.longitude)
        * (2 + Glibc.sin(one.latitude) + Glibc.sin(other.latitude))
    }
    return (Swift.abs(sum) * Self.radius * Self.radius / 2 * 100).rounded() / 100
  }
}
