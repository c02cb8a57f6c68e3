import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// When a wave was closed, and what follows from it.
struct WaveCloseTests {
  /// Would catch a wave closed by hand that is said to end when it was to, and what still goes by that time.
  @Test func byHand() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let wave = try world.opened { $0.reminderDays = [2, 5] }
      let messages = try world.deliver()
      #expect(try world.complete(SurveyWorld.token(messages[0])))
      try world.go(to: SurveyWorld.at(10, day: 1))
      let closed = try world.admin.closeWave(wave.id)
      #expect(closed.closeTime == SurveyWorld.at(10, day: 1))
      try pcrm.runJobs()
      #expect(try world.admin.invitations(to: wave.id, .expired).count == 2)
      #expect(try world.complete(SurveyWorld.token(messages[1])) == false, "it is late")
      for day in [2, 5, 15] as [Int64] {
        try world.go(to: SurveyWorld.at(12, day: day))
        #expect(try world.deliver().isEmpty, "day \(day)")
      }
      let later = try world.admin.wave(wave.id)
      #expect(later.closeTime == closed.closeTime && later.state == .closed)
      #expect(later.counts?.answered == 2 && later.counts?.expired == 1)
    }
  }

  /// Would catch a wave whose end moves to when the server came to it.
  @Test func byItself() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let first = try world.opened { $0.sample = nil }
      try world.go(to: SurveyWorld.at(7, day: 20))
      let wave = try world.admin.wave(first.id)
      #expect(wave.state == .closed && wave.closeTime == first.closeTime)
      let second = try world.opened {
        $0.sample = nil
        $0.closeTime = SurveyWorld.at(9, day: 21)
      }
      // Its time is over, but nothing that is due has been done since.
      pcrm.clock.advance(seconds: 2 * 86_400)
      #expect(try world.admin.closeWave(second.id).closeTime == SurveyWorld.at(9, day: 21))
    }
  }

  /// Would catch ratings that are handed over with a day on which nothing was closed.
  @Test func ratings() throws {
    try withPCRM { pcrm in
      let unit = try pcrm.admin.createUnit("전산부", code: "it").id
      let world = try ResultWorld(pcrm, mode: .internal)
      let planned = try world.wave { $0.ratedUnitIDs = [unit] }
      try world.answer(planned, .of(rated: unit), [4, 4, 4, 9], times: 9)
      pcrm.clock.advance(seconds: 3600)
      let now = pcrm.clock.now()
      try world.close(planned)
      var request = ExportDepartmentRatingsRequest()
      (request.waveID, request.measure, request.reason) = (planned.id, "csat", "appraisal of 2026")
      let export: DepartmentRatingsExport = try pcrm.admin.results(
        "ExportDepartmentRatings", request)
      #expect(export.closeTime == now && now.microseconds < planned.closeTime?.microseconds ?? 0)
    }
  }
}
