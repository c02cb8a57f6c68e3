import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct PrincipalTests {
  private static let create = "pcrm.v1.AdminService/CreatePrincipal"

  /// Each row would catch a rule that is not kept.
  private static let bad: [(Refusal, @Sendable (inout Principal) -> Void)] = [
    (.init(.invalidArgument, "FIELD_REQUIRED", "principal.name"), { $0.name = "" }),
    (.init(.invalidArgument, "FIELD_MALFORMED", "principal.name"), { $0.name = "Kim Minji" }),
    (
      .init(.invalidArgument, "FIELD_TOO_LONG", "principal.name"),
      { $0.name = String(repeating: "a", count: 65) }
    ),
    (
      .init(.invalidArgument, "FIELD_TOO_LONG", "principal.display_name"),
      { $0.displayName = String(repeating: "가", count: 201) }
    ),
    (.init(.invalidArgument, "FIELD_REQUIRED", "principal.scope"), { $0.scope = .unspecified }),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "principal.scope"),
      { $0.scope = PrincipalScope(rawValue: 9) }
    ),
    (.init(.invalidArgument, "FIELD_REQUIRED", "principal.staff_id"), { $0.scope = .own }),
    (.init(.invalidArgument, "FIELD_REQUIRED", "principal.office_id"), { $0.scope = .office }),
    (.init(.invalidArgument, "FIELD_REQUIRED", "principal.roles"), { $0.roles = [] }),
    (
      .init(.invalidArgument, "FIELD_REQUIRED", "principal.roles[0]"),
      { $0.roles = [.unspecified] }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "principal.roles[0]"),
      { $0.roles = [Role(rawValue: 63)] }
    ),
    (.init(.alreadyExists, "NAME_TAKEN", "principal.name"), { $0.name = "admin" }),
    (
      .init(.failedPrecondition, "REFERENCE_MISSING", "principal.staff_id"),
      { $0.staffID = StaffID(high: 1, low: 1) }
    ),
    (
      .init(.failedPrecondition, "REFERENCE_MISSING", "principal.office_id"),
      { $0.officeID = UnitID(high: 1, low: 1) }
    ),
  ]

  @Test func refused() throws {
    try withPCRM { (pcrm) throws in
      for (expected, change) in Self.bad {
        var request = CreatePrincipalRequest()
        var principal = Principal("someone", .field)
        change(&principal)
        request.principal = principal
        #expect(try pcrm.admin.refused(Self.create, request) == expected)
      }
      #expect(
        try pcrm.admin.refused(Self.create, CreatePrincipalRequest())
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "principal"))
    }
  }

  /// Would catch a client's id that is not kept, one that is taken twice, and output fields that are believed.
  @Test func clientMadeID() throws {
    try withPCRM { pcrm in
      var request = CreatePrincipalRequest()
      var principal = Principal("someone", .field)
      principal.id = PrincipalID(high: 77, low: 77)
      principal.version = 40
      principal.createTime = Timestamp(seconds: 1, nanos: 0)
      request.principal = principal
      let made: Principal = try pcrm.admin.call(Self.create, request)
      #expect(made.id == principal.id && made.version == 1)
      #expect(made.createTime == pcrm.clock.now() && made.updateTime == pcrm.clock.now())
      principal.name = "another"
      request.principal = principal
      #expect(
        try pcrm.admin.refused(Self.create, request)
          == Refusal(.alreadyExists, "ID_TAKEN", "principal.id"))
    }
  }

  /// Each row would catch a way to shut everybody out.
  @Test func lastAdministrator() throws {
    try withPCRM { pcrm in
      let path = "pcrm.v1.AdminService/UpdatePrincipal"
      var list = ListPrincipalsRequest()
      list.role = .admin
      let found: ListPrincipalsResponse = try pcrm.admin.call(
        "pcrm.v1.AdminService/ListPrincipals", list)
      let admin = try #require(found.principals.first)
      let bystander = try pcrm.admin.createPrincipal("bystander", .manager)
      var disabling = UpdatePrincipalRequest()
      disabling.principal = admin
      disabling.principal?.disabled = true
      var demoting = UpdatePrincipalRequest()
      demoting.principal = admin
      demoting.principal?.roles = [.manager]
      let refusals = [
        (disabling, Refusal(.failedPrecondition, "LAST_ADMIN", "principal.disabled")),
        (demoting, Refusal(.failedPrecondition, "LAST_ADMIN", "principal.roles")),
      ]
      for (request, expected) in refusals {
        #expect(try pcrm.admin.refused(path, request) == expected)
      }
      // A disabled administrator lets nobody in.
      var second = try pcrm.admin.createPrincipal("second", .admin)
      second.disabled = true
      second = try pcrm.admin.update(second, mask: ["disabled"])
      for (request, expected) in refusals {
        #expect(try pcrm.admin.refused(path, request) == expected)
      }
      second.disabled = false
      second = try pcrm.admin.update(second, mask: ["disabled"])
      // Other changes of an administrator, and of others, are nobody's loss.
      #expect(try pcrm.admin.update(bystander.disabledOne, mask: ["disabled"]).disabled)
      #expect(try pcrm.admin.update(admin.disabledOne, mask: ["disabled"]).disabled)
    }
  }

  /// Each row would catch a way of updating that changes too much, too little, or what it may not.
  @Test func updates() throws {
    try withPCRM { pcrm in
      var principal = try pcrm.admin.createPrincipal("someone")
      principal.displayName = "Someone"
      principal.roles = []
      principal.version = 1
      // Without a mask: what is empty stays.
      principal = try pcrm.admin.update(principal)
      #expect(principal.version == 2 && principal.roles == [.counsellor])
      #expect(principal.displayName == "Someone")
      // Nothing differs: nothing is written.
      #expect(try pcrm.admin.update(principal, mask: ["display_name"]).version == 2)
      // A named and empty field is cleared.
      principal.displayName = ""
      principal = try pcrm.admin.update(principal, mask: ["display_name"])
      #expect(principal.version == 3 && principal.displayName.isEmpty)
      for (mask, expected) in [
        ("nickname", Refusal(.invalidArgument, "MASK_PATH_UNKNOWN", "update_mask")),
        ("create_time", Refusal(.invalidArgument, "FIELD_READ_ONLY", "create_time")),
        ("id", Refusal(.invalidArgument, "FIELD_READ_ONLY", "id")),
      ] {
        var request = UpdatePrincipalRequest()
        request.principal = principal
        request.updateMask = FieldMask(paths: [mask])
        #expect(
          try pcrm.admin.refused("pcrm.v1.AdminService/UpdatePrincipal", request)
            == expected)
      }
      var stale = UpdatePrincipalRequest()
      principal.version = 2
      stale.principal = principal
      #expect(
        try pcrm.admin.refused("pcrm.v1.AdminService/UpdatePrincipal", stale)
          == Refusal(.aborted, "VERSION_MISMATCH", "version"))
    }
  }
}

extension Principal {
  fileprivate var disabledOne: Principal {
    var copy = self
    copy.disabled = true
    return copy
  }
}
