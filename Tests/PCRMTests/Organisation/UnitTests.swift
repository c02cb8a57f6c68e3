import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct UnitTests {
  private static let create = "pcrm.v1.OrganisationService/CreateUnit"

  /// Each row would catch a rule that is not kept.
  private static let bad: [(Refusal, @Sendable (inout Unit) -> Void)] = [
    (.init(.invalidArgument, "FIELD_REQUIRED", "unit.kind"), { $0.kind = .unspecified }),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "unit.kind"),
      { $0.kind = UnitKind(rawValue: 99) }
    ),
    (.init(.invalidArgument, "FIELD_REQUIRED", "unit.name"), { $0.name = " \n" }),
    (
      .init(.invalidArgument, "FIELD_TOO_LONG", "unit.name"),
      { $0.name = String(repeating: "가", count: 201) }
    ),
    (.init(.invalidArgument, "FIELD_MALFORMED", "unit.name"), { $0.name = "A\u{0}B" }),
    (
      .init(.invalidArgument, "FIELD_TOO_LONG", "unit.code"),
      { $0.code = String(repeating: "1", count: 33) }
    ),
    (.init(.alreadyExists, "NAME_TAKEN", "unit.code"), { $0.code = "TAKEN" }),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "unit.time_zone"),
      { $0.timeZone = "../etc/passwd" }
    ),
    (
      .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "unit.coordinates.latitude_e7"),
      { $0.coordinates = Coordinates(latitudeE7: 900_000_001, longitudeE7: 0) }
    ),
    (
      .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "unit.coordinates.longitude_e7"),
      { $0.coordinates = Coordinates(latitudeE7: 0, longitudeE7: -1_800_000_001) }
    ),
    (
      .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "unit.valid_from.month"),
      { $0.validFrom = CivilDate(2026, 13, 1) }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "unit.valid_from.calendar"),
      {
        $0.validFrom = CivilDate(2026, 1, 1)
        $0.validFrom?.calendar = .lunar
      }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "unit.valid_to"),
      {
        $0.validFrom = CivilDate(2026, 1, 1)
        $0.validTo = CivilDate(2026, 1, 1)
      }
    ),
  ]

  @Test func refused() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.createUnit("First", code: "TAKEN")
      for (expected, change) in Self.bad {
        var request = CreateUnitRequest()
        var unit = Unit()
        unit.name = "Mapo"
        unit.kind = .office
        change(&unit)
        request.unit = unit
        #expect(try pcrm.admin.refused(Self.create, request) == expected)
      }
    }
  }

  /// Would catch a field that is not stored, or read back as another.
  @Test func everyFieldIsKept() throws {
    try withPCRM { pcrm in
      var unit = Unit()
      unit.id = UnitID(high: 4, low: 4)
      unit.kind = .supportCentre
      unit.code = "지사-1"
      unit.name = String(repeating: "가", count: 200)
      unit.timeZone = "Asia/Seoul"
      unit.coordinates = Coordinates(latitudeE7: 375_666_100, longitudeE7: 1_269_783_900)
      unit.validFrom = CivilDate(1, 1, 1)
      unit.validTo = CivilDate(9999, 12, 31)
      var request = CreateUnitRequest()
      request.unit = unit
      let made: Unit = try pcrm.admin.call(Self.create, request)
      var expected = unit
      expected.version = 1
      expected.createTime = pcrm.clock.now()
      expected.updateTime = pcrm.clock.now()
      #expect(made == expected)
      var get = GetUnitRequest()
      get.id = unit.id
      let got: Unit = try pcrm.admin.call("pcrm.v1.OrganisationService/GetUnit", get)
      #expect(got == expected)
      pcrm.clock.advance(seconds: 1)
      var update = UpdateUnitRequest()
      update.unit = unit
      update.unit?.name = "Other"
      update.updateMask = FieldMask(paths: ["name", "coordinates", "valid_to", "time_zone"])
      update.unit?.coordinates = nil
      update.unit?.validTo = nil
      update.unit?.timeZone = ""
      let changed: Unit = try pcrm.admin.call(
        "pcrm.v1.OrganisationService/UpdateUnit", update)
      expected.name = "Other"
      expected.coordinates = nil
      expected.validTo = nil
      expected.version = 2
      expected.updateTime = pcrm.clock.now()
      #expect(changed == expected)
    }
  }

  /// Would catch filters that are not applied, alone or together.
  @Test func lists() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.createUnit("Head", kind: .headquarters, code: "H")
      _ = try pcrm.admin.createUnit("Mapo", code: "M")
      _ = try pcrm.admin.createUnit("Closed", code: "C", to: CivilDate(2026, 1, 1))
      func names(_ set: (inout ListUnitsRequest) -> Void) throws -> [String] {
        var request = ListUnitsRequest()
        set(&request)
        let list: ListUnitsResponse = try pcrm.admin.call(
          "pcrm.v1.OrganisationService/ListUnits", request)
        return list.units.map(\.name)
      }
      #expect(try names { _ in } == ["Head", "Mapo", "Closed"])
      #expect(try names { $0.kind = .office } == ["Mapo", "Closed"])
      #expect(try names { $0.code = "M" } == ["Mapo"])
      #expect(try names { $0.code = "m" } == [])
      let both = try names {
        $0.kind = .office
        $0.asOf = CivilDate(2026, 1, 1)
      }
      #expect(both == ["Mapo"])
    }
  }
}
