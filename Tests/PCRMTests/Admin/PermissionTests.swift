import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct PermissionTests {
  private static let roles: [Role] = [
    .admin, .manager, .counsellor, .field, .auditor, .integration,
  ]

  /// Who may do what, as the contract's comments on Role say it: A(dmin), M(anager), C(ounsellor), F(ield),
  /// a(U)ditor, I(ntegration).
  private static let table: [String: String] = [
    "view_customers": "AMCFUI",
    "edit_customers": "AMCF.I",
    "delete_customers": "AM....",
    "bulk_edit_customers": "AM...I",
    "export_customers": "AM....",
    "view_consents": "AMCFUI",
    "record_consents": "AMCF..",
    "view_organisation": "AMCFUI",
    "edit_organisation": "AM....",
    "watch_changes": "A....I",
    "view_principals": "A...U.",
    "manage_principals": "A.....",
    "manage_tokens": "A.....",
    "view_audit": "A...U.",
    "view_schemas": "AMCFUI",
    "edit_schemas": "A.....",
    "view_server": "AM..U.",
    "view_cases": "AMCFUI",
    "edit_cases": "AMCF.I",
    "edit_case_types": "AM....",
    "classify": "AMCF..",
    "sign_off_classifications": "AM....",
    "edit_classification_rules": "AM....",
    "view_segments": "AMCFUI",
    "edit_segments": "AM....",
    "view_assignments": "AMCFUI",
    "hand_over_cases": "AMCF..",
    "assign": "AM....",
    "edit_authority": "AM....",
    "view_visits": "AMCFUI",
    "edit_visits": "AMCF..",
    "book_for_others": "AMC...",
    "edit_calendars": "AM....",
    "edit_visit_plans": "AM....",
    "sync_visits": "AMCF..",
    "supervise_sync": "AM....",
    "confirm_backups": "A....I",
    "view_surveys": "AMCFUI",
    "edit_surveys": "AM....",
    "record_answers": "A.CF.I",
    "view_survey_results": "AM..U.",
    "view_survey_answers": "AM....",
  ]

  /// Would catch a method without a permission, one with another than its contract says, and a role that may do more
  /// or less than its contract says.
  @Test func everyRoleAndMethod() throws {
    try withPCRM { pcrm in
      let list: ListMethodsResponse = try pcrm.admin.call(
        "pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
      var callers: [(Int, TestCaller)] = []
      for (place, role) in Self.roles.enumerated() {
        callers.append((place, try pcrm.caller(as: role)))
      }
      for method in list.methods where !method.serverStreaming {
        let row = Self.table[method.permission]
        if method.permission.isEmpty {
          // The weights are published: whoever is scored by them may read them.
          let forEverybody = ["GetNeedWeights", "ListMethods", "Describe"]
          #expect(
            !method.name.hasPrefix("pcrm.v1.")
              || forEverybody.contains { method.name.hasSuffix($0) })
          continue
        }
        for (place, caller) in callers {
          let letter = row.map { Array($0)[place] } ?? "?"
          let refused = try isDenied(caller, method.name)
          #expect(refused == (letter == "."), "\(Self.roles[place]) \(method.name)")
        }
      }
    }
  }

  private func isDenied(_ caller: TestCaller, _ method: String) throws -> Bool {
    do {
      _ = try caller.bytes(method, [])
      return false
    } catch let status as Status {
      guard status.code == .permissionDenied else { return false }
      #expect(status.info.reason == "PERMISSION_MISSING")
      return true
    }
  }

  /// Would catch a permission in code that the contract's comment does not name, and the other way round.
  @Test func methodsAskForWhatTheirCommentsSay() throws {
    try withPCRM { pcrm in
      let list: ListMethodsResponse = try pcrm.admin.call(
        "pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
      for method in list.methods {
        let stated = method.comment.split(separator: "Permission: ").dropFirst().first.map {
          String($0.prefix { $0.isLetter || $0 == "_" })
        }
        #expect((stated ?? "") == method.permission, "\(method.name)")
      }
    }
  }

  /// Would catch a method that can be called without a token.
  @Test func withoutToken() throws {
    try withPCRM { pcrm in
      let nobody = try pcrm.caller(token: "")
      let list: ListMethodsResponse = try pcrm.admin.call(
        "pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
      for method in list.methods where !method.name.hasPrefix("grpc.health") {
        do {
          _ = try nobody.bytes(method.name, [])
          Issue.record("\(method.name) was done without a token")
        } catch let status as Status {
          #expect(Refusal(status) == Refusal(.unauthenticated, "TOKEN_MISSING", "authorization"))
        }
      }
    }
  }
}
