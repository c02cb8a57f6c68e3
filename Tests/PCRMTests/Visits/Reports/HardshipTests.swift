import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// A hardship stays open until the customer was told what was found for it.
struct HardshipTests {
  @Test func untilTold() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      let first = try world.visit(case: care.id)
      let opened = try #require(
        try world.admin.file(first.id) { $0.report?.hardships = ["debt"] }.hardships.first)
      #expect(opened.state == .open && opened.visitID == first.id && opened.caseID == care.id)
      let again = try world.visit(case: care.id)
      let second = try world.admin.file(again.id) { $0.report?.hardships = ["debt"] }
      #expect(second.hardships.isEmpty, "it is open already")
      let gone = try world.visit(case: care.id)
      _ = try world.admin.file(gone.id) { $0.report?.noNeeds = true }
      #expect(try world.admin.caseRecord(care.id).hardships.isEmpty)
      #expect(
        try world.admin.hardships { $0.untold = true } == [opened],
        "that it is over does not tell the customer anything")
      let early = try world.visit(case: care.id)
      let refusal = try world.admin.reportsRefusal(
        "FileReport", FileReportRequest.about(early.id) { $0.toldHardshipIDs = [opened.id] })
      #expect(refusal == Refusal(.failedPrecondition, "HARDSHIP_STATE", "told_hardship_ids[0]"))
      let found = try world.admin.find(opened.id)
      #expect(found.state == .found && found.resource == "긴급복지" && found.version == 2)
      let told = try world.admin.file(early.id) { $0.toldHardshipIDs = [opened.id] }
      #expect(told.hardships.map(\.state) == [.told])
      #expect(told.hardships.first?.toldVisitID == early.id)
      #expect(told.hardships.first?.toldChannel == .visit)
      #expect(try world.admin.hardships { $0.untold = true }.isEmpty)
      let back = try world.visit(case: care.id)
      let reopened = try world.admin.file(back.id) { $0.report?.hardships = ["debt"] }
      #expect(reopened.hardships.count == 1, "it came back after it was over")
      #expect(try world.admin.hardships { $0.customerID = world.customer }.count == 2)
    }
  }

  /// Would catch hardships that only visits open: what is recorded on the case is the same.
  @Test func fromTheCase() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      let _: NeedRecord = try world.admin.cases("RecordNeeds", RecordNeedsRequest.self) {
        $0.caseID = care.id
        $0.hardships = ["debt"]
      }
      let open = try world.admin.hardships { $0.caseID = care.id }
      #expect(open.map(\.code) == ["debt"] && open.first?.visitID.isEmpty == true)
      let visit = try world.visit(case: care.id)
      #expect(try world.admin.file(visit.id) { $0.report?.hardships = ["debt"] }.hardships == [])
    }
  }

  /// Would catch needs of visits without a case that nobody keeps.
  @Test func withoutCase() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      try world.admin.applyVisitRules(.made { $0.report = .strict })
      let visit = try world.visit(purpose: "adoption")
      let filed = try world.admin.file(visit.id) { $0.report?.hardships = ["rent"] }
      #expect(filed.hardships.map(\.code) == ["rent"])
      #expect(filed.hardships.first?.staffID == world.worker)
      let again = try world.visit(purpose: "adoption")
      #expect(try world.admin.file(again.id) { $0.report?.hardships = ["rent"] }.hardships == [])
    }
  }

  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      let visit = try world.visit(case: care.id)
      let opened = try #require(
        try world.admin.file(visit.id) { $0.report?.hardships = ["debt"] }.hardships.first)
      func record(_ change: (inout RecordResourceRequest) -> Void) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "RecordResource",
          RecordResourceRequest.made {
            $0.hardshipID = opened.id
            $0.resource = "fund"
            change(&$0)
          })
      }
      func tell(_ change: (inout TellHardshipRequest) -> Void = { _ in }) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "TellHardship",
          TellHardshipRequest.made {
            $0.hardshipID = opened.id
            $0.channel = .phone
            change(&$0)
          })
      }
      let invalid = StatusCode.invalidArgument
      #expect(
        try record { $0.hardshipID = HardshipID() }
          == Refusal(invalid, "FIELD_REQUIRED", "hardship_id"))
      #expect(
        try record { $0.hardshipID = HardshipID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "hardship_id"))
      #expect(try record { $0.version = 7 } == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      #expect(try record { $0.resource = "" } == Refusal(invalid, "FIELD_REQUIRED", "resource"))
      #expect(
        try record { $0.resource = String(repeating: "x", count: 301) }
          == Refusal(invalid, "FIELD_TOO_LONG", "resource"))
      #expect(
        try record { $0.nothingFound = true }
          == Refusal(invalid, "FIELD_MALFORMED", "nothing_found"))
      #expect(
        try tell() == Refusal(.failedPrecondition, "HARDSHIP_STATE", "hardship_id"),
        "nothing was found that could be told")
      pcrm.clock.advance(seconds: 60)
      let found = try world.admin.find(opened.id, "")
      #expect(found.nothingFound && found.state == .found)
      #expect(
        try tell { $0.channel = .unspecified } == Refusal(invalid, "FIELD_REQUIRED", "channel"))
      #expect(
        try tell { $0.time = found.foundTime?.adding(seconds: -1) }
          == Refusal(invalid, "FIELD_MALFORMED", "time"), "told before it was known")
      #expect(
        try tell { $0.visitID = VisitID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "visit_id"))
      let stranger = try world.admin.create(.person("박서준")).id
      let elsewhere = try world.visit { $0.customerID = stranger }
      #expect(
        try tell { $0.visitID = elsewhere.id }
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "visit_id"))
      #expect(try tell() == nil)
      #expect(try tell() == Refusal(.failedPrecondition, "HARDSHIP_STATE", "hardship_id"))
      #expect(
        try record { _ in } == Refusal(.failedPrecondition, "HARDSHIP_STATE", "hardship_id"))
    }
  }
}
