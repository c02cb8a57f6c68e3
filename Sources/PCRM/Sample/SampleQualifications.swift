import PCRMCore
import PCRMModel
import Storage

extension SampleAgency {
  /// The first day of everybody's training.
  private static let trainedFrom = CivilDate(2023, 12, 4)
  /// The first day of the roles that some have beside their job.
  private static let rolesFrom = CivilDate(2025, 1, 1)

  /// Stores what the staff are qualified by. Most have passed every module of the rules; in every third office somebody
  /// is new and lacks the last one. In each office one is a quasi case manager and one decides small claims.
  func qualify(by rules: QualificationRules, _ writer: Writer) throws(Status) {
    let modules = rules.modules.map(\.code)
    for (office, members) in workers.enumerated() {
      for (place, id) in members.enumerated() {
        let isNew = office % 3 == 0 && place == 2
        let passed = isNew ? modules.dropLast() : modules[...]
        try writer.replace(
          passed.map { module in
            var training = Training()
            training.module = module
            training.validFrom = Self.trainedFrom
            return training
          }, of: id)
        guard let code = Self.roles[place] else { continue }
        var role = StaffRole()
        role.role = code
        role.validFrom = Self.rolesFrom
        try writer.replace([role], of: id)
      }
    }
  }

  /// Who has a role beside the job, by the place in the office.
  private static let roles = [1: "claims_staff", 5: "quasi_case_manager"]
}
