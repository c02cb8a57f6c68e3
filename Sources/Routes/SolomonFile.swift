/// A vehicle routing problem with time windows in Solomon's text format.
///
/// Distances and times are Euclidean in double precision, without rounding. Source: M. Solomon, "Algorithms for the
/// vehicle routing and scheduling problems with time window constraints", Operations Research 35 (1987).
public struct SolomonFile: Sendable {
  public let name: String
  public let vehicles: Int
  public let capacity: Double
  /// The depot first.
  public let points: [Point]

  /// One row of the CUSTOMER block.
  public struct Point: Sendable, Equatable {
    public let number: Int
    public let x: Double
    public let y: Double
    public let demand: Double
    public let ready: Double
    public let due: Double
    public let service: Double
  }

  /// What is wrong with a file, and in which line, counted from 1.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  /// Reads a file's text; blank lines and any run of blanks between columns do no harm.
  public init(_ text: String) throws(Failure) {
    var name = ""
    var fleet: (vehicles: Int, capacity: Double)?
    var points: [Point] = []
    var line = 0
    for row in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      line += 1
      let words = row.split(whereSeparator: \.isWhitespace)
      if words.isEmpty { continue }
      let numbers = words.compactMap { Double($0) }
      if name.isEmpty {
        name = String(words[0])
      } else if numbers.count < words.count {
        continue
      } else if fleet == nil {
        guard numbers.count == 2, let vehicles = Int(exactly: numbers[0]), vehicles > 0 else {
          throw Failure(line: line, message: "expected the number of vehicles and their capacity")
        }
        fleet = (vehicles, numbers[1])
      } else {
        points.append(try Self.point(numbers, line: line, expected: points.count))
      }
    }
    guard let fleet else { throw Failure(line: line, message: "there is no VEHICLE block") }
    guard points.count > 1 else { throw Failure(line: line, message: "there are no customers") }
    self.name = name
    vehicles = fleet.vehicles
    capacity = fleet.capacity
    self.points = points
  }

  private static func point(
    _ numbers: [Double], line: Int, expected: Int
  ) throws(Failure) -> Point {
    guard numbers.count == 7 else {
      throw Failure(line: line, message: "expected 7 numbers, found \(numbers.count)")
    }
    guard numbers[0] == Double(expected) else {
      throw Failure(line: line, message: "expected customer \(expected)")
    }
    guard numbers[4] <= numbers[5] else {
      throw Failure(line: line, message: "the ready time is after the due date")
    }
    return Point(
      number: expected, x: numbers[1], y: numbers[2], demand: numbers[3], ready: numbers[4],
      due: numbers[5], service: numbers[6])
  }

  /// The problem, least distance being its aim: visit `i` is customer `i + 1`.
  public var problem: RouteProblem {
    let distances = points.flatMap { a in
      points.map { b in
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
      }
    }
    let shift = RouteShift(
      start: 0, end: 0, from: points[0].ready, to: points[0].due, capacity: capacity)
    return RouteProblem(
      travel: TravelMatrix(count: points.count, seconds: distances, metres: distances),
      visits: points.dropFirst().map {
        RouteVisit(
          place: $0.number, service: $0.service, opens: $0.ready, closes: $0.due,
          demand: $0.demand)
      },
      shifts: Array(repeating: shift, count: vehicles))
  }
}
