public import PCRMCore

extension ClassificationScheme {
  /// Rules, parameters and disease groups of one scheme, each.
  public static let itemsMax = 50
  /// Beginnings of diagnosis codes in one disease group.
  public static let prefixesMax = 500
  /// Members of staff at one meeting.
  public static let membersMax = 50

  /// Refuses a scheme that breaks a rule of its fields. The conditions' texts are read by ``CompiledScheme``.
  public func check(_ field: String = "scheme") throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "-_")
    try kind.checkRequired("\(field).kind")
    try TextRules.check(titleKo, "\(field).title_ko", max: 200)
    try TextRules.check(titleEn, "\(field).title_en", max: 200)
    if validFrom == nil { throw .required("\(field).valid_from") }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
    try signOff?.check("\(field).sign_off")
    try reclassification.checkKnown("\(field).reclassification")
    guard let otherwise else { throw .required("\(field).otherwise") }
    try otherwise.check(kind, "\(field).otherwise")
    try Self.checkCodes(serviceModels, "\(field).service_models", others: "-_")
    try Self.checkCodes(caseTypes, "\(field).case_types", others: "-_.")
    try checkParameters("\(field).parameters")
    try checkDiseaseGroups("\(field).disease_groups")
    if rules.count > Self.itemsMax { throw .tooMany("\(field).rules", max: Self.itemsMax) }
    try Self.checkUnique(rules.map(\.code), "\(field).rules", "code")
    for (index, rule) in rules.enumerated() {
      try rule.check(kind, "\(field).rules[\(index)]")
    }
  }

  /// What a rule gives; with the empty code, what holds when none is true.
  public func outcome(ofRule code: String) -> ClassificationOutcome? {
    code.isEmpty ? otherwise : rules.first { $0.code == code }?.outcome
  }

  private func checkParameters(_ field: String) throws(Status) {
    if parameters.count > Self.itemsMax { throw .tooMany(field, max: Self.itemsMax) }
    try Self.checkUnique(parameters.map(\.name), field, "name")
    for (index, parameter) in parameters.enumerated() {
      try TextRules.checkCode(parameter.name, "\(field)[\(index)].name", max: 64, others: "_")
      try TextRules.check(parameter.title, "\(field)[\(index)].title", max: 200)
    }
  }

  private func checkDiseaseGroups(_ field: String) throws(Status) {
    if diseaseGroups.count > Self.itemsMax { throw .tooMany(field, max: Self.itemsMax) }
    try Self.checkUnique(diseaseGroups.map(\.code), field, "code")
    for (index, group) in diseaseGroups.enumerated() {
      let field = "\(field)[\(index)]"
      try TextRules.checkCode(group.code, "\(field).code", max: 64, others: "_")
      try TextRules.check(group.titleKo, "\(field).title_ko", max: 200)
      try TextRules.check(group.titleEn, "\(field).title_en", max: 200)
      if group.prefixes.isEmpty { throw .required("\(field).prefixes") }
      if group.prefixes.count > Self.prefixesMax {
        throw .tooMany("\(field).prefixes", max: Self.prefixesMax)
      }
      for (place, prefix) in group.prefixes.enumerated() {
        try TextRules.checkRequired(prefix, "\(field).prefixes[\(place)]", max: 32)
      }
    }
  }

  private static func checkCodes(
    _ codes: [String], _ field: String, others: StaticString
  ) throws(Status) {
    if codes.count > itemsMax { throw .tooMany(field, max: itemsMax) }
    try checkUnique(codes, field, "")
    for (index, code) in codes.enumerated() {
      try TextRules.checkCode(code, "\(field)[\(index)]", max: 64, others: others)
    }
  }

  /// Refuses a second item of the same name.
  static func checkUnique(_ names: [String], _ field: String, _ part: String) throws(Status) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      let place = "\(field)[\(index)]" + (part.isEmpty ? "" : ".\(part)")
      throw .duplicate(place, "\(name) stands there twice")
    }
  }
}

extension ClassificationRule {
  /// Refuses a rule without code, condition or outcome.
  public func check(_ kind: ClassificationKind, _ field: String) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "-_")
    if condition.isEmpty { throw .required("\(field).condition") }
    guard let outcome else { throw .required("\(field).outcome") }
    try outcome.check(kind, "\(field).outcome")
  }
}

extension ClassificationOutcome {
  /// Refuses a result that is not of the scheme's kind, and one without a reason.
  public func check(_ kind: ClassificationKind, _ field: String) throws(Status) {
    if kind == .supportGroup {
      try supportGroup.checkRequired("\(field).support_group")
      if managementLevel != .unspecified {
        throw .malformed("\(field).management_level", "empty in a scheme of support groups")
      }
    } else {
      try managementLevel.checkRequired("\(field).management_level")
      if supportGroup != .unspecified {
        throw .malformed("\(field).support_group", "empty in a scheme of management levels")
      }
    }
    try TextRules.check(reasonKo, "\(field).reason_ko", max: 500)
    try TextRules.check(reasonEn, "\(field).reason_en", max: 500)
    if reasonKo.isEmpty && reasonEn.isEmpty { throw .required("\(field).reason_ko") }
  }

  /// Group and level: what two outcomes are compared by.
  public var result: ClassificationResult {
    ClassificationResult(supportGroup: supportGroup, managementLevel: managementLevel)
  }
}

extension SignOffRule {
  /// Refuses more members than a meeting may have.
  public func check(_ field: String) throws(Status) {
    let most = Int32(ClassificationScheme.membersMax)
    if !(0...most).contains(membersMin) {
      throw .outOfRange("\(field).members_min", min: 0, max: most)
    }
    if !(0...most).contains(dissentMax) {
      throw .outOfRange("\(field).dissent_max", min: 0, max: most)
    }
  }
}
