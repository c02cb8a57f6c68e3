import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit book`.
struct VisitBook: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract: "Plan a visit, or propose it and hold its time.",
    discussion: """
      Whoever goes, takes part or is booked with it must be free: nobody is booked twice. With \
      --hold the visit is only proposed and gives its time free again unless it is planned \
      before. pcrm visit slots says which times are good.

      EXAMPLES
        pcrm visit book insured_number=0123456789 --staff E0001 --purpose first_visit \\
          --at "tomorrow 14:00" --minutes 60 --window 13:00-17:00 --arrival 13:45-14:30
        pcrm visit book 010-0983-0869 --staff E0001 --purpose good_customer \\
          --at "2026-12-01 19:00" --outside-hours "퇴근 후" --with E0002 --hold 30
        pcrm visit book 010-0983-0869 --staff E0001 --purpose care --at "+2 10:00" \\
          --case INJ-2026-000001 --touchpoint home_visit --resource "01 승용차"
      """)

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @Option(help: ArgumentHelp("Who goes: id or employee number.", valueName: "staff"))
  var staff: String

  @Option(help: ArgumentHelp("What for, a code such as first_visit.", valueName: "code"))
  var purpose: String

  @Option(help: ArgumentHelp("When it begins.", valueName: "time"))
  var at: MomentArgument

  @Option(help: ArgumentHelp("How long it takes, 5 to 720.", valueName: "minutes"))
  var minutes = 60

  @Option(help: ArgumentHelp("Propose it, and hold its time so long.", valueName: "minutes"))
  var hold: Int32 = 0

  @Option(
    help: ArgumentHelp("When the customer can receive it that day.", valueName: "hh:mm-hh:mm"))
  var window: SpanArgument?

  @Option(
    help: ArgumentHelp("What the customer is told about the arrival.", valueName: "hh:mm-hh:mm"))
  var arrival: SpanArgument?

  @Option(help: ArgumentHelp("The case it is about: number or id.", valueName: "case"))
  var `case`: String?

  @Option(
    help: ArgumentHelp("The code of the due touchpoint that it fulfils.", valueName: "code"))
  var touchpoint: String?

  @Option(help: ArgumentHelp("Another member of staff who takes part; repeat.", valueName: "staff"))
  var with: [String] = []

  @Option(
    help: ArgumentHelp("A vehicle or room to book: id or name; repeat.", valueName: "resource"))
  var resource: [String] = []

  @Option(help: "The place in words, if not the customer's address.")
  var place = ""

  @Option(help: ArgumentHelp("Where that is, in degrees.", valueName: "lat,long"))
  var coordinates: PlaceArgument?

  @Option(help: ArgumentHelp("The office it counts for: id or code.", valueName: "unit"))
  var office: String?

  @Flag(help: "No re-plan may move it.")
  var pinned = false

  @Option(help: ArgumentHelp("Why it is outside working hours on purpose.", valueName: "reason"))
  var outsideHours = ""

  @Option(help: "What to bear in mind; nothing delicate.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if touchpoint != nil && `case` == nil {
      throw ValidationError("--touchpoint is of a case; give --case too")
    }
  }

  func run(_ server: Server) async throws {
    var visit = Visit()
    visit.customerID = try await Reference.customer(customer, server)
    visit.staffID = try await Reference.staff(staff, server)
    if let office { visit.officeID = try await Reference.unit(office, server) }
    visit.purpose = purpose
    visit.startTime = at.time
    visit.endTime = at.time.adding(minutes: minutes)
    visit.pinned = pinned
    visit.customerWindow = window?.window(on: at.time.dayInKorea)
    visit.arrivalWindow = arrival?.window(on: at.time.dayInKorea)
    if let `case` {
      visit.caseID = try await CaseCommand.id(`case`, server)
      if let touchpoint {
        visit.touchpointID = try await CaseTouchpoint.planned(touchpoint, visit.caseID, server)
      }
    }
    for name in with {
      var participant = VisitParticipant()
      participant.staffID = try await Reference.staff(name, server)
      visit.participants.append(participant)
    }
    for name in resource {
      visit.resourceIDs.append(try await VisitResources.id(name, server))
    }
    visit.place = place
    visit.coordinates = coordinates?.coordinates
    visit.outsideHours = outsideHours
    visit.note = note
    var request = CreateVisitRequest()
    request.requestID = .new()
    request.visit = visit
    request.holdMinutes = hold
    let stored: Visit = try await server.call("\(VisitCommand.service)/CreateVisit", request)
    try await VisitCommand.show(stored, server)
  }
}

/// `pcrm visit update`.
struct VisitUpdate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a visit's place, note, windows, or whether it may be moved.",
    discussion: """
      When it is and who goes is changed by reschedule and reassign.

      EXAMPLES
        pcrm visit update 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --place "서울대병원 302호"
        pcrm visit update 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --pinned true
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: "The place in words; empty for the customer's address.")
  var place: String?

  @Option(help: ArgumentHelp("Where that is, in degrees.", valueName: "lat,long"))
  var coordinates: PlaceArgument?

  @Option(help: "What to bear in mind; nothing delicate.")
  var note: String?

  @Option(help: ArgumentHelp("What for.", valueName: "code"))
  var purpose: String?

  @Option(help: ArgumentHelp("Whether no re-plan may move it: true or false.", valueName: "flag"))
  var pinned: Bool?

  @Option(
    help: ArgumentHelp("When the customer can receive it that day.", valueName: "hh:mm-hh:mm"))
  var window: SpanArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var visit = Visit()
    visit.id = change.id
    visit.version = change.version
    var paths: [String] = []
    func set<T>(_ value: T?, _ path: String, _ store: (T) -> Void) {
      guard let value else { return }
      store(value)
      paths.append(path)
    }
    set(place, "place") { visit.place = $0 }
    set(coordinates, "coordinates") { visit.coordinates = $0.coordinates }
    set(note, "note") { visit.note = $0 }
    set(purpose, "purpose") { visit.purpose = $0 }
    set(pinned, "pinned") { visit.pinned = $0 }
    if let window {
      let day = try await VisitCommand.visit(change.id, server).startTime?.dayInKorea
      set(window, "customer_window") { visit.customerWindow = $0.window(on: day ?? Today.inKorea) }
    }
    if paths.isEmpty { throw CommandFailure.usage("nothing to change was given; see --help") }
    var request = UpdateVisitRequest()
    request.requestID = .new()
    request.visit = visit
    request.updateMask = FieldMask(paths: paths)
    let stored: Visit = try await server.call("\(VisitCommand.service)/UpdateVisit", request)
    try await VisitCommand.show(stored, server)
  }
}

extension Timestamp {
  func adding(minutes: Int) -> Timestamp {
    Timestamp(seconds: seconds + Int64(minutes) * 60, nanos: nanos)
  }
}
