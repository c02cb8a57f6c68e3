import PCRMCore
import ProtobufCodec

/// What classification rules may ask of a case: `case.NAME`, beside the customer's facts and `param.NAME`.
///
/// Group and level are not among them: what is decided of one kind never rests on the other.
public enum CaseVocabulary {
  /// The facts of a case, in the order of ``CaseFact``.
  public static let facts: [RuleFact] = CaseFact.allCases.map(\.ruleFact)

  /// The vocabulary of one scheme. The customer's facts come first and keep their places, so that a source of them
  /// finds them where it expects them.
  public static func make(
    customer: RuleVocabulary, parameters: [SchemeParameter] = []
  ) -> RuleVocabulary {
    let numbers = parameters.map { parameter in
      RuleFact(
        "param.\(parameter.name)", .int,
        parameter.title.isEmpty ? "A parameter of the scheme." : parameter.title,
        isOptional: false)
    }
    return RuleVocabulary(
      facts: customer.facts + facts + numbers, records: customer.records,
      segments: customer.segments)
  }

  /// Whether a fact is one of the case or the scheme rather than of the customer.
  public static func isOfCase(_ name: String) -> Bool {
    name.utf8.starts(with: "case.".utf8) || name.utf8.starts(with: "param.".utf8)
  }
}

/// The facts of a case.
public enum CaseFact: String, CaseIterable, Sendable {
  case type, stage, phase, status, office
  case hasWorker = "has_worker"
  case severityScheme = "severity_scheme"
  case severityGrade = "severity_grade"
  case approvalKind = "approval_kind"
  case approvedAt = "approved_at"
  case careSince = "care_since"
  case openedAt = "opened_at"
  case stageSince = "stage_since"
  case phaseSince = "phase_since"
  case suspendedAt = "suspended_at"
  case diagnosisCodes = "diagnosis_codes"
  case diseaseGroups = "disease_groups"
  case needs
  case hardships

  /// As it stands in a rule: "case.stage".
  public var name: String { "case.\(rawValue)" }

  /// The fact as the vocabulary has it.
  public var ruleFact: RuleFact {
    let (type, summary, isOptional, values) = description
    return RuleFact(name, type, summary, isOptional: isOptional, values: values)
  }

  private var description: (RuleType, String, Bool, [String]) {
    switch self {
    case .type: (.string, "Code of the case type.", false, [])
    case .stage: (.string, "Code of the stage.", false, [])
    case .phase: (.string, "Code of the phase; missing where it is in none.", true, [])
    case .status:
      (.string, "Whether work goes on or rests.", false, ["open", "suspended", "closed"])
    case .office: (.string, "Code of the office that handles it.", true, [])
    case .hasWorker: (.bool, "Whether it has a case worker.", false, [])
    case .severityScheme: (.string, "Scheme of the severity.", true, ["ais", "aaam"])
    case .severityGrade:
      (.int, "Grade of the severity: AIS 1 to 5, AAAM 1 to 6 and 9 for unknown.", true, [])
    case .approvalKind: (.string, "Kind of the last approval.", true, ["new", "reapproval"])
    case .approvedAt: (.timestamp, "When it was last approved.", true, [])
    case .careSince: (.date, "First day of care.", true, [])
    case .openedAt: (.timestamp, "When it was opened.", false, [])
    case .stageSince: (.timestamp, "Since when it is in the stage.", false, [])
    case .phaseSince: (.timestamp, "Since when it is in the phase.", true, [])
    case .suspendedAt: (.timestamp, "Since when it is suspended.", true, [])
    case .diagnosisCodes: (.list(.string), "Codes of the diagnoses.", false, [])
    case .diseaseGroups:
      (
        .list(.string), "Codes of the scheme's disease groups into which a diagnosis falls.", false,
        []
      )
    case .needs: (.list(.string), "Codes of the needs that were recorded last.", false, [])
    case .hardships: (.list(.string), "Codes of the hardships that were recorded last.", false, [])
    }
  }

  /// The value in a case; nil where it is missing.
  ///
  /// - Parameters:
  ///   - office: code of the case's office.
  ///   - groups: into which diagnoses are sorted.
  func value(_ c: Case, office: String, groups: [DiseaseGroup]) -> RuleValue? {
    switch self {
    case .type: .string(c.type)
    case .stage: .string(c.stage)
    case .phase: Self.text(c.phase)
    case .status: Self.status(c.status)
    case .office: Self.text(office)
    case .hasWorker: .bool(!c.caseWorkerID.isEmpty)
    case .severityScheme: c.severity.flatMap { Self.scheme($0.scheme) }
    case .severityGrade: c.severity.map { .int(Int64($0.grade)) }
    case .approvalKind: Self.approval(c.approvalKind)
    case .approvedAt: Self.time(c.approveTime)
    case .careSince: c.careSince.map { .date($0.number) }
    case .openedAt: Self.time(c.openTime)
    case .stageSince: Self.time(c.stageSince)
    case .phaseSince: Self.time(c.phaseSince)
    case .suspendedAt: Self.time(c.suspendTime)
    case .diagnosisCodes: Self.texts(c.diagnosisCodes)
    case .diseaseGroups:
      Self.texts(groups.filter { $0.holds(anyOf: c.diagnosisCodes) }.map(\.code))
    case .needs: Self.texts(c.needs)
    case .hardships: Self.texts(c.hardships)
    }
  }

  private static func text(_ text: String) -> RuleValue? { text.isEmpty ? nil : .string(text) }

  private static func texts(_ texts: [String]) -> RuleValue { .list(texts.map(RuleValue.string)) }

  private static func time(_ time: Timestamp?) -> RuleValue? {
    time.map { .timestamp($0.microseconds) }
  }

  private static func status(_ status: CaseStatus) -> RuleValue? {
    switch status {
    case .open: .string("open")
    case .suspended: .string("suspended")
    case .closed: .string("closed")
    default: nil
    }
  }

  private static func scheme(_ scheme: SeverityScheme) -> RuleValue? {
    switch scheme {
    case .ais: .string("ais")
    case .aaam: .string("aaam")
    default: nil
    }
  }

  private static func approval(_ kind: ApprovalKind) -> RuleValue? {
    switch kind {
    case .new: .string("new")
    case .reapproval: .string("reapproval")
    default: nil
    }
  }
}

extension DiseaseGroup {
  /// Whether one of the codes begins with one of the prefixes.
  public func holds(anyOf codes: [String]) -> Bool {
    codes.contains { code in prefixes.contains { code.utf8.starts(with: $0.utf8) } }
  }
}
