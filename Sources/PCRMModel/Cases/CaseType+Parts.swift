import PCRMCore

extension CaseType {
  /// The stage of this code.
  public func stage(_ code: String) -> CaseStage? { stages.first { $0.code == code } }

  /// The phase of this code.
  public func phase(_ code: String) -> CasePhase? { phases.first { $0.code == code } }

  /// The service of this code.
  public func service(_ code: String) -> ServiceKind? { services.first { $0.code == code } }

  /// The benefit kind of this code.
  public func benefitKind(_ code: String) -> BenefitKind? {
    benefitKinds.first { $0.code == code }
  }

  /// What is due in a stage and phase, as a case that is in both has it.
  public func touchpoints(stage: String, phase: String) -> [TouchpointRule] {
    (self.stage(stage)?.touchpoints ?? []).filter {
      $0.phases.isEmpty || $0.phases.contains(phase)
    }
  }

  /// Whether a law asks for something that belongs to the touchpoint: then its due time is a deadline.
  public func isStatutory(_ rule: TouchpointRule) -> Bool {
    rule.services.contains { service($0)?.basis == .statutory }
  }

  /// The document as it is compared: without what the server fills in.
  public var comparable: CaseType {
    var copy = self
    copy.version = 0
    copy.createTime = nil
    copy.createdBy = PrincipalID()
    return copy
  }
}

extension NumberSeries {
  /// The readable form of a number of the series.
  public func text(_ number: Int64, year: Int32) -> String {
    let text = String(number)
    let zeros = String(repeating: "0", count: max(0, Int(digits) - text.utf8.count))
    return yearly ? "\(prefix)-\(year)-\(zeros)\(text)" : "\(prefix)-\(zeros)\(text)"
  }
}
