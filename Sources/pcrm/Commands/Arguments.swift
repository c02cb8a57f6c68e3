import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// An id on the command line.
struct IDArgument<Entity>: ExpressibleByArgument {
  var id: ID<Entity>

  init?(argument: String) {
    guard let id = ID<Entity>(argument), !id.isEmpty else { return nil }
    self.id = id
  }
}

/// A value of an enum on the command line, by its word: `person`.
struct WordArgument<E: OpenEnum>: ExpressibleByArgument {
  var value: E

  init?(argument: String) {
    guard let value = E(word: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { E.words.split(separator: ", ").map(String.init) }
}

/// A moment on the command line: RFC 3339, or a day, which begins at midnight UTC.
struct TimeArgument: ExpressibleByArgument {
  var time: Timestamp

  init?(argument: String) {
    if let day = DateText.parse(argument), day.year > 0, day.month > 0, day.day > 0 {
      time = Timestamp(seconds: Int64(day.daysSince1970) * 86_400, nanos: 0)
    } else if let moment = TimestampText.parse(argument) {
      time = moment
    } else {
      return nil
    }
  }
}

/// A day on the command line.
struct DayArgument: ExpressibleByArgument {
  var day: CivilDate

  init?(argument: String) {
    guard let day = DateText.parse(argument), day.year > 0, day.month > 0, day.day > 0 else {
      return nil
    }
    self.day = day
  }
}

/// Which page of a list, or all of it.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Rows a page, 1 to 1000.", valueName: "rows"))
  var pageSize: Int32?

  @Option(help: ArgumentHelp("Go on after the page that gave this token.", valueName: "token"))
  var pageToken: String?

  @Flag(help: "All pages, one after the other.")
  var all = false

  func validate() throws {
    if let pageSize, !(1...1000).contains(pageSize) {
      throw ValidationError("--page-size is \(pageSize); it must be from 1 to 1000")
    }
  }

  /// Prints one page, or every page, of what `page` answers.
  func print<Row: Message>(
    _ listing: inout Listing<Row>,
    page: (_ size: Int32, _ token: String) async throws -> (rows: [Row], next: String)
  ) async throws {
    var token = pageToken ?? ""
    repeat {
      let (rows, next) = try await page(pageSize ?? (all ? 1000 : 0), token)
      for row in rows { try listing.add(row) }
      token = next
    } while all && !token.isEmpty
    try listing.end()
    if !token.isEmpty {
      try Console.flush()
      Console.note("more: --page-token \(token), or --all")
    }
  }
}
