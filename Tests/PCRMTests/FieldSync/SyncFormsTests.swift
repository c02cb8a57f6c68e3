import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

@testable import PCRM

/// Forms of surveys on devices: whom they come to, when they leave, and what they tell.
struct SyncFormsTests {
  private func carriedForm(_ phone: Phone, _ wave: SurveyWaveID) -> SyncForm? {
    phone.rows[Phone.Key(entity: .surveyWave, id: wave.description)]?.form
  }

  private func wave(
    _ pcrm: PCRMFixture, _ name: String, _ mode: SurveyMode,
    _ change: (inout SurveyWave) -> Void = { _ in }
  ) throws -> SurveyWave {
    let survey = try pcrm.admin.survey {
      $0.name = name
      $0.questionnaire = "visit"
      $0.mode = mode
    }
    let made: SurveyWave = try pcrm.admin.surveys("CreateWave", CreateWaveRequest.self) {
      var wave = SurveyWave()
      wave.surveyID = survey.id
      wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
      change(&wave)
      $0.wave = wave
    }
    return try pcrm.admin.openWave(made.id)
  }

  /// Would catch a form that does not come, does not leave, comes to somebody who may not record answers, or tells more
  /// than what is asked.
  @Test func comesWithTheWaveAndLeavesWithIt() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let manager = Phone(
        try pcrm.caller(as: .manager, scope: .office, staff: world.visits.berta))
      try manager.hello()
      try phone.pull()
      try manager.pull()
      let answers = try AnswerWorld(pcrm)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      #expect(try manager.pull().isEmpty)
      let form = try #require(carriedForm(phone, answers.wave.id))
      #expect(form.survey == "satisfaction" && form.title == "Satisfaction")
      #expect(form.closeTime == answers.wave.closeTime && form.openTime == answers.wave.openTime)
      #expect(form.questionnaire?.items == AnswerWorld.form.items)
      #expect(form.questionnaire?.version == answers.wave.questionnaireVersion)
      #expect(form.questionnaire?.createdBy.isEmpty == true)
      // Whoever is asked is not among what is carried.
      let customer = try world.customer()
      _ = try answers.token(for: customer)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      #expect(try world.faults() == [])
      try answers.close()
      #expect(try phone.pull().isEmpty)
      #expect(phone.removals.map(\.id) == [answers.wave.id.description])
      #expect(try world.faults() == [])
      // Another page from the beginning knows nothing of it.
      phone.forget()
      try phone.pull()
      #expect(phone.removals.isEmpty && phone.rows.count == 1)
    }
  }

  /// Would catch a wave that closes by itself while its form stays.
  @Test func leavesWhenTheTimeIsOver() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let answers = try AnswerWorld(pcrm)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      pcrm.clock.advance(seconds: 31 * 86_400)
      world.runTimers()
      #expect(try phone.pull().isEmpty && phone.removals.count == 1)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch waves whose answers no interviewer may record, on devices that come before or after them.
  @Test func onlyNamedWavesThatAskCustomers() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let early = try world.phone(of: world.visits.anna)
      let answers = try AnswerWorld(pcrm)
      let secret = try wave(pcrm, "secret", .customer) {
        $0.anonymous = true
        $0.minGroup = 5
      }
      _ = try wave(pcrm, "anonymous", .anonymous) { $0.minGroup = 5 }
      _ = try wave(pcrm, "departments", .internal) { $0.ratedUnitIDs = [world.visits.office] }
      _ = try wave(pcrm, "culture", .culture) { $0.minGroup = 5 }
      let other = try wave(pcrm, "other", .customer)
      let late = try world.phone(of: world.visits.berta)
      let wanted: Set = ["other \(answers.wave.id)", "other \(other.id)"]
      #expect(try early.pull() == wanted)
      #expect(try late.pull() == wanted)
      #expect(carriedForm(late, secret.id) == nil)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch somebody who keeps forms when the role that lets one record answers is gone, or does not get them with it.
  @Test func followsWhoMayRecordAnswers() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let other = try world.phone(of: world.visits.berta)
      let answers = try AnswerWorld(pcrm)
      let held = ["other \(answers.wave.id)"] as Set
      #expect(try phone.pull() == held)
      #expect(try other.pull() == held)
      // What brought the form is over: nothing but the update itself tells of who may record answers.
      world.runTimers()
      let told = try world.number("SELECT max(seq) FROM sync_feed")
      func update(_ fields: [String], _ set: (inout Principal) -> Void) throws {
        var request = UpdatePrincipalRequest()
        var principal = Principal()
        principal.id = phone.caller.principal
        set(&principal)
        request.principal = principal
        request.updateMask = FieldMask(paths: fields)
        let _: Principal = try pcrm.admin.call("pcrm.v1.AdminService/UpdatePrincipal", request)
      }
      try update(["display_name"]) { $0.displayName = "이안나" }
      #expect(try world.number("SELECT max(seq) FROM sync_feed") == told)
      try update(["roles"]) { $0.roles = [.manager] }
      #expect(try world.faults() == [])
      #expect(try phone.pull().isEmpty && phone.removals.count == 1)
      // Nobody else is told anything.
      #expect(
        try other.page(after: other.cursor).rows.isEmpty
          && other.page(after: other.cursor).removals.isEmpty)
      try update(["roles"]) { $0.roles = [.manager, .field] }
      #expect(try phone.pull() == held)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a survey's or a wave's new name or end that devices never hear of.
  @Test func changesAreTold() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let answers = try AnswerWorld(pcrm)
      try phone.pull()
      let close = pcrm.clock.now().adding(seconds: 86_400)
      let _: SurveyWave = try pcrm.admin.surveys("UpdateWave", UpdateWaveRequest.self) {
        var wave = SurveyWave()
        wave.id = answers.wave.id
        wave.closeTime = close
        $0.wave = wave
        $0.updateMask = FieldMask(paths: ["close_time"])
      }
      // What is told of the one would bring the other along.
      world.runTimers()
      try phone.pull()
      #expect(carriedForm(phone, answers.wave.id)?.closeTime == close)
      let _: Survey = try pcrm.admin.surveys("UpdateSurvey", UpdateSurveyRequest.self) {
        var survey = Survey()
        survey.id = answers.survey.id
        survey.title = "만족도"
        $0.survey = survey
        $0.updateMask = FieldMask(paths: ["title"])
      }
      world.runTimers()
      try phone.pull()
      let form = carriedForm(phone, answers.wave.id)
      #expect(form?.title == "만족도" && form?.closeTime == close)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch customers who are invited, and answers, of which devices are told.
  @Test func invitationsCostNothing() throws {
    let log = StatementLog()
    var options = SQLiteOptions()
    options.record = { log.add($0) }
    try withPCRM(options: options) { pcrm in
      let world = try SyncWorld(pcrm)
      _ = try world.phone(of: world.visits.anna)
      let answers = try AnswerWorld(pcrm)
      log.clear()
      _ = try answers.token()
      #expect(log.writes.count { $0.contains("sync_") } == 0)
      #expect(try world.faults() == [])
    }
  }
}
