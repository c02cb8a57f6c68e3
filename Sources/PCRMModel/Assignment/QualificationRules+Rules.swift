public import PCRMCore
import ProtobufCodec

extension QualificationRules {
  /// Refuses a document that breaks a rule.
  public func check(_ field: String = "rules") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    if modules.count > 100 { throw .tooMany("\(field).modules", max: 100) }
    var known: Set<String> = []
    for (index, module) in modules.enumerated() {
      let place = "\(field).modules[\(index)]"
      try TextRules.checkCode(module.code, "\(place).code", max: 64, others: "_-.")
      try TextRules.checkRequired(module.name, "\(place).name", max: 200)
      if !known.insert(module.code).inserted {
        throw .duplicate("\(place).code", "names a module a second time")
      }
    }
    if requirements.count > 200 { throw .tooMany("\(field).requirements", max: 200) }
    var codes: Set<String> = []
    for (index, requirement) in requirements.enumerated() {
      let place = "\(field).requirements[\(index)]"
      try requirement.check(place, modules: known)
      if !codes.insert(requirement.code).inserted {
        throw .duplicate("\(place).code", "names a requirement a second time")
      }
    }
  }

  /// What somebody lacks to be the case worker of such a case on a day; empty = nothing.
  public func missing(
    _ staff: StaffQualifications, caseType: String, stage: String, on day: CivilDate
  ) -> [String] {
    let passed = Set(
      staff.trainings.filter { Period.holds($0.validFrom, $0.validTo, on: day) }.map(\.module))
    let held = Set(
      staff.roles.filter { Period.holds($0.validFrom, $0.validTo, on: day) }.map(\.role))
    var missing: [String] = []
    func lacks(_ what: String) { if !missing.contains(what) { missing.append(what) } }
    for requirement in requirements
    where requirement.isAbout(caseType: caseType, stage: stage, on: day) {
      for module in requirement.modules where !passed.contains(module) {
        lacks("module:\(module)")
      }
      if !requirement.jobGroups.isEmpty && !requirement.jobGroups.contains(staff.jobGroup) {
        lacks("job_group:" + requirement.jobGroups.map(\.shortName).joined(separator: "|"))
      }
      if !requirement.roles.isEmpty && held.isDisjoint(with: requirement.roles) {
        lacks("role:" + requirement.roles.joined(separator: "|"))
      }
    }
    return missing
  }
}

extension QualificationRequirement {
  func isAbout(caseType: String, stage: String, on day: CivilDate) -> Bool {
    (self.caseType.isEmpty || self.caseType == caseType)
      && (stages.isEmpty || stages.contains(stage)) && Period.holds(validFrom, validTo, on: day)
  }

  fileprivate func check(_ field: String, modules known: Set<String>) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-.")
    if !caseType.isEmpty {
      try TextRules.checkCode(caseType, "\(field).case_type", max: 64, others: "_-.")
    }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
    try CodeList.check(stages, "\(field).stages", max: 100)
    try CodeList.check(modules, "\(field).modules", max: 100)
    for (index, module) in modules.enumerated() where !known.contains(module) {
      throw .malformed("\(field).modules[\(index)]", "one of the document's modules")
    }
    if jobGroups.count > 10 { throw .tooMany("\(field).job_groups", max: 10) }
    for (index, group) in jobGroups.enumerated() {
      try group.checkRequired("\(field).job_groups[\(index)]")
    }
    try CodeList.check(roles, "\(field).roles", max: 100)
    if modules.isEmpty && jobGroups.isEmpty && roles.isEmpty {
      throw .required("\(field).modules")
    }
  }
}

extension JobGroup {
  /// The name without its prefix: "medical".
  public var shortName: String { (name ?? "").dropFirst("JOB_GROUP_".count).lowercased() }
}

/// Rules that lists of codes share.
enum CodeList {
  /// Refuses a list that is too long, names something twice, or has something in it that is no code.
  static func check(_ codes: [String], _ field: String, max: Int) throws(Status) {
    if codes.count > max { throw .tooMany(field, max: max) }
    var seen: Set<String> = []
    for (index, code) in codes.enumerated() {
      try TextRules.checkCode(code, "\(field)[\(index)]", max: 64, others: "_-.")
      if !seen.insert(code).inserted {
        throw .duplicate("\(field)[\(index)]", "names the same a second time")
      }
    }
  }
}
