import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A proposed route as a person reads it: a line a stop, then what found no place, and why.
enum RoutePage {
  static let columns: [Column<RouteProposal>] = [
    Column("ID") { $0.id.description },
    Column("STATE") { $0.state.word },
    Column("DAY") { $0.day.map(CustomerColumns.date) ?? "" },
    Column("WAY") { ClockText.distance($0.metres) },
    Column("WAY BEFORE") { $0.metresBefore == 0 ? "" : ClockText.distance($0.metresBefore) },
    Column("TRAVEL") { ClockText.length(Int($0.travelMinutes)) },
    Column("MOVED") { String($0.movedCount) },
    Column("ADDED") { String($0.addedCount) },
    Column("BEST") { $0.provenBest ? "proven" : "" },
    Column("MADE") { $0.createTime.map(ExplanationPage.local) ?? "" },
  ]

  static func print(_ proposal: RouteProposal, _ server: Server) async throws {
    guard server.output == .table else {
      return try Listing.one(proposal, server.output, columns)
    }
    let people = await VisitPeople(
      customers: proposal.days.flatMap { $0.stops.map(\.customerID) }
        + proposal.leftOut.map(\.customerID),
      staff: proposal.days.map(\.staffID)
        + proposal.days.flatMap { $0.stops.map(\.staffIDBefore) }, server)
    for line in lines(proposal, people, Ink.output) { try Console.print(line) }
  }

  static func lines(_ proposal: RouteProposal, _ people: VisitPeople, _ ink: Ink) -> [String] {
    var lines = [summary(proposal)]
    for day in proposal.days { lines += [""] + self.day(day, people, ink) }
    if !proposal.leftOut.isEmpty {
      lines += ["", ink.yellow("found no place:")]
      for left in proposal.leftOut {
        lines.append("  \(safe(people.name(left.customerID))): \(safe(why(left)))")
      }
    }
    if !proposal.warnings.isEmpty {
      lines.append("")
      lines += proposal.warnings.map {
        ink.yellow("! \(safe($0.text.isEmpty ? $0.reason : $0.text))")
      }
    }
    return lines
  }

  private static func summary(_ proposal: RouteProposal) -> String {
    let before =
      proposal.metresBefore == 0
      ? "" : " (now \(ClockText.distance(proposal.metresBefore)))"
    let day = proposal.day.map(CustomerColumns.date) ?? ""
    return "\(proposal.id)  \(proposal.state.word)  \(day): "
      + "\(ClockText.distance(proposal.metres))\(before), "
      + "\(ClockText.length(Int(proposal.travelMinutes))) on the way, \(proposal.movedCount) moved, "
      + "\(proposal.addedCount) added" + (proposal.provenBest ? ", there is no better one" : "")
  }

  private static func day(_ day: DayRoute, _ people: VisitPeople, _ ink: Ink) -> [String] {
    var head = ink.bold(safe(people.name(day.staffID)))
    if let leave = day.leaveTime { head += "  leaves \(place(day.start)) \(leave.clock)" }
    if let end = day.endTime { head += ", back \(end.clock)" }
    if let lunch = day.lunchTime { head += ", lunch \(lunch.clock) (\(day.lunchMinutes) min)" }
    var table = TextTable(["", "TIME", "CUSTOMER", "WAY", "SLACK", "CHANGE"])
    for (number, stop) in day.stops.enumerated() {
      table.add([
        "\(number + 1).", "\(stop.startTime?.clock ?? "")-\(stop.endTime?.clock ?? "")",
        people.name(stop.customerID),
        stop.placeUnknown
          ? "place not known" : "\(ClockText.distance(stop.metres)), \(stop.travelMinutes) min",
        "\(stop.slackMinutes) min", change(stop, people),
      ])
    }
    if day.stops.isEmpty { return [head, "  no visits"] }
    return [head] + table.text().split(separator: "\n").map { "  \($0)" }
  }

  private static func place(_ place: DayPlace) -> String {
    place == .home ? "home" : place == .office ? "the office" : "for the first"
  }

  private static func change(_ stop: DayRouteStop, _ people: VisitPeople) -> String {
    switch stop.change {
    case .moved:
      let from = stop.startTimeBefore.map { ", was \($0.clock)" } ?? ""
      let who = stop.staffIDBefore.isEmpty ? "" : " of \(people.name(stop.staffIDBefore))"
      return "moved\(from)\(who)"
    case .fixed: return stop.hold == .unspecified ? "fixed" : "fixed: \(words(stop.hold.word))"
    case .added: return "new"
    default: return stop.change.word
    }
  }

  private static func why(_ left: RouteLeftOut) -> String {
    left.text.isEmpty ? words(left.obstacle.word) : left.text
  }

  private static func words(_ code: String) -> String { code.replacing("_", with: " ") }

  private static func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
