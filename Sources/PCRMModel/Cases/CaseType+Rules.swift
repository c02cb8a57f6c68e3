public import PCRMCore
import ProtobufCodec

extension CaseTypeDocument {
  /// Refuses a document of which any part breaks a rule.
  public func check(_ field: String) throws(Status) {
    if caseTypes.isEmpty { throw .required("\(field).case_types") }
    try Codes.check(caseTypes.map(\.code), "\(field).case_types", ".code", max: 100)
    for (index, type) in caseTypes.enumerated() {
      try type.check("\(field).case_types[\(index)]")
    }
  }
}

extension CaseType {
  /// Refuses a case type that breaks a rule, or of which one part names another that is not there.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-.")
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try TextRules.check(description, "\(field).description", max: 2000)
    if stages.isEmpty { throw .required("\(field).stages") }
    guard let numberSeries else { throw .required("\(field).number_series") }
    try numberSeries.check("\(field).number_series")
    try checkSchemes("\(field).severity_schemes")
    try CodeTitle.check(needs, "\(field).needs", max: 200)
    try CodeTitle.check(hardships, "\(field).hardships", max: 200)
    try checkServices("\(field).services")
    try checkBenefits("\(field).benefit_kinds")
    try checkPhases("\(field).phases")
    try checkStages("\(field).stages")
    let most = 1 << 20
    if binary().count > most {
      throw Status.invalid(
        field, "must have at most \(most) bytes in wire form", reason: "FIELD_TOO_LONG"
      ).with("max", String(most)).with("unit", "bytes")
    }
  }

  private func checkSchemes(_ field: String) throws(Status) {
    for (index, scheme) in severitySchemes.enumerated() {
      try scheme.checkRequired("\(field)[\(index)]")
      if severitySchemes[..<index].contains(scheme) {
        throw .duplicate("\(field)[\(index)]", "stands there a second time")
      }
    }
  }

  private func checkServices(_ field: String) throws(Status) {
    let codes = services.map(\.code)
    try Codes.check(codes, field, ".code", max: 500)
    for (index, service) in services.enumerated() {
      let place = "\(field)[\(index)]"
      try service.check(place)
      try Codes.checkKnown(
        service.stages, among: stages.map(\.code), "\(place).stages", "a stage of this type")
      try Codes.checkKnown(
        service.excludes, among: codes, "\(place).excludes", "a service of this type")
    }
  }

  private func checkBenefits(_ field: String) throws(Status) {
    let codes = benefitKinds.map(\.code)
    try Codes.check(codes, field, ".code", max: 200)
    for (index, kind) in benefitKinds.enumerated() {
      let place = "\(field)[\(index)]"
      try TextRules.checkRequired(kind.title, "\(place).title", max: 200)
      try Codes.checkOptional(kind.decision, "\(place).decision")
      if !kind.service.isEmpty {
        try Codes.checkKnown(
          kind.service, among: services.map(\.code), "\(place).service", "a service of this type")
      }
      try Codes.checkKnown(
        kind.reopens, among: codes, "\(place).reopens", "a benefit kind of this type")
      if leads(from: kind.code, to: kind.code, along: { benefitKind($0)?.reopens ?? [] }) {
        throw .malformed("\(place).reopens", "links that do not lead back to \(kind.code)")
      }
    }
  }

  private func checkPhases(_ field: String) throws(Status) {
    let codes = phases.map(\.code)
    try Codes.check(codes, field, ".code", max: 50)
    for (index, phase) in phases.enumerated() {
      let place = "\(field)[\(index)]"
      try phase.check(place)
      try Codes.checkKnown(phase.next, among: codes, "\(place).next", "a phase of this type")
      if phase.next.contains(phase.code) {
        throw .malformed("\(place).next", "codes of other phases")
      }
    }
    if !phases.isEmpty && !phases.contains(where: \.mayBegin) {
      throw .malformed(field, "phases of which at least one has may_begin")
    }
  }

  private func checkStages(_ field: String) throws(Status) {
    try Codes.check(stages.map(\.code), field, ".code", max: 100)
    for (index, stage) in stages.enumerated() {
      try stage.check(in: self, "\(field)[\(index)]")
    }
    if !stages.contains(where: \.mayBegin) {
      throw .malformed(field, "stages of which at least one has may_begin")
    }
    if !stages.contains(where: \.mayClose) {
      throw .malformed(field, "stages of which at least one has may_close")
    }
    let next: (String) -> [String] = { stage($0)?.transitions.map(\.to) ?? [] }
    let ends = stages.filter(\.mayClose).map(\.code)
    for (index, stage) in stages.enumerated() {
      let beginnings = stages.filter(\.mayBegin).map(\.code)
      if !beginnings.contains(stage.code),
        !beginnings.contains(where: { leads(from: $0, to: stage.code, along: next) })
      {
        throw .malformed("\(field)[\(index)]", "a stage that some transition leads to")
      }
      if !ends.contains(stage.code),
        !ends.contains(where: { leads(from: stage.code, to: $0, along: next) })
      {
        throw .malformed(
          "\(field)[\(index)].transitions", "ways of which one leads to a stage with may_close")
      }
    }
  }

  /// Whether one can get from a code to another in one step or more.
  private func leads(from: String, to: String, along next: (String) -> [String]) -> Bool {
    var seen: Set<String> = []
    var waiting = next(from)
    while let code = waiting.popLast() {
      if code == to { return true }
      if seen.insert(code).inserted { waiting += next(code) }
    }
    return false
  }
}

extension NumberSeries {
  fileprivate func check(_ field: String) throws(Status) {
    if prefix.isEmpty { throw .required("\(field).prefix") }
    if prefix.utf8.count > 16 { throw .tooLong("\(field).prefix", max: 16) }
    let isPlain = prefix.utf8.allSatisfy {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    if !isPlain { throw .malformed("\(field).prefix", "of A–Z and 0–9") }
    if !(1...12).contains(digits) { throw .outOfRange("\(field).digits", min: 1, max: 12) }
  }
}
