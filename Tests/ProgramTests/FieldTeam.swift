import Foundation
import Testing

/// An office with two who go into the field, a customer of the first one's, and three visits today.
struct FieldTeam {
  var daemon: Daemon
  let office: String
  let customer: String
  /// The first one's.
  let visits: [String]
  /// Those who go, and what they prove themselves by.
  let staff: [String]
  let tokens: [String]

  /// - Parameter folder: in which the daemon's data lie.
  init(_ folder: Folder) throws {
    let daemon = try Daemon(folder: folder.path + "/data")
    self.daemon = daemon
    func id(_ method: String, _ json: String) throws -> String {
      let run = try Self.call(method, json, daemon)
      return String(try #require(run.firstMatch(of: #/"id":\s*"([0-9a-f-]{36})"/#)?.output.1))
    }
    let office = try id(
      "OrganisationService/CreateUnit", #"{"unit": {"name": "서울", "kind": "UNIT_KIND_OFFICE"}}"#)
    var staff: [String] = []
    var tokens: [String] = []
    for (name, account) in [("이안나", "anna"), ("박보라", "bora")] {
      staff.append(
        try id(
          "OrganisationService/CreateStaff",
          #"{"staff": {"name": "\#(name)", "officeId": "\#(office)"}}"#))
      let made = try PcrmRun(
        [
          "principal", "create", "--name", account, "--role", "field", "--scope", "own", "--staff",
          staff.last ?? "", "--office", office,
        ], on: daemon)
      #expect(made.code == 0, "\(made.complaint)")
      let secret = try PcrmRun(["token", "create", "--principal", account], on: daemon)
      tokens.append(secret.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    self.office = office
    self.staff = staff
    self.tokens = tokens
    let customer = try id(
      "CustomerService/CreateCustomer",
      #"""
      {"customer": {"kind": "CUSTOMER_KIND_PERSON", "homeOfficeId": "\#(office)",
        "caseWorkerId": "\#(staff[0])",
        "names": [{"kind": "NAME_KIND_LEGAL", "full": "김하나"}],
        "contactPoints": [{"kind": "CONTACT_POINT_KIND_MOBILE", "value": "010-1111-2222"}]}}
      """#)
    self.customer = customer
    let day = Date.now.addingTimeInterval(9 * 3600).formatted(.iso8601.year().month().day())
    visits = try ["01", "03", "05"].map { hour in
      try id(
        "VisitService/CreateVisit",
        #"""
        {"visit": {"customerId": "\#(customer)", "staffId": "\#(staff[0])",
          "purpose": "first_visit", "outsideHours": "as agreed", "note": "처음",
          "startTime": "\#(day)T\#(hour):00:00Z", "endTime": "\#(day)T\#(hour):50:00Z"}}
        """#)
    }
  }

  /// A call of the administrator's.
  @discardableResult
  static func call(_ method: String, _ json: String, _ daemon: Daemon) throws -> String {
    let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
    #expect(run.code == 0, "\(method): \(run.complaint)")
    return run.output
  }

  @discardableResult
  func call(_ method: String, _ json: String) throws -> String {
    try Self.call(method, json, daemon)
  }

  /// Runs `pcrm field …` on a device's folder; without a network unless it is asked for.
  @discardableResult
  func field(
    _ words: [String], _ folder: String, online: Bool = false, korean: Bool = false,
    person: Int = 0, code: Int32 = 0, _ place: SourceLocation = #_sourceLocation
  ) throws -> PcrmRun {
    let flags = ["--folder", folder] + (korean ? ["--language", "ko"] : [])
    let started = try PcrmRun.start(
      ["field"] + words + flags, on: online ? daemon.address : "127.0.0.1:9",
      token: tokens[person])
    let run = try PcrmRun(waitingFor: started)
    #expect(run.code == code, "\(words): \(run.output)\(run.complaint)", sourceLocation: place)
    return run
  }

  /// The last characters of a visit, as people name it.
  func visit(_ index: Int) -> String { String(visits[index].suffix(6)) }
}

/// One device of somebody's: its folder, and who works with it.
struct FieldHand {
  let team: FieldTeam
  let folder: String
  var person = 0

  init(team: FieldTeam, folder: String, person: Int = 0) {
    self.team = team
    self.folder = folder
    self.person = person
  }

  /// The first one's device in a new team: set up, with what it is to carry.
  init(in folder: Folder) throws {
    self.init(team: try FieldTeam(folder), folder: folder.path + "/field")
    try self("init", "--name", "phone")
    try sync()
  }

  @discardableResult
  func callAsFunction(
    _ words: String..., online: Bool = false, korean: Bool = false, code: Int32 = 0,
    _ place: SourceLocation = #_sourceLocation
  ) throws -> PcrmRun {
    try team.field(
      words, folder, online: online, korean: korean, person: person, code: code, place)
  }

  @discardableResult
  func sync(
    korean: Bool = false, code: Int32 = 0, _ place: SourceLocation = #_sourceLocation
  ) throws -> PcrmRun {
    try team.field(
      ["sync"], folder, online: true, korean: korean, person: person, code: code, place)
  }
}
