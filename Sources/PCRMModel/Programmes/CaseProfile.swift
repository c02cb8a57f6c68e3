/// What of a case its load, and the time that it takes, depend on.
public struct CaseProfile: Sendable, Hashable {
  public var type: String
  public var stage: String
  public var phase: String
  public var severity: Severity?
  public var supportGroup: SupportGroup
  public var managementLevel: ManagementLevel
  public var isSuspended: Bool

  public init(
    type: String, stage: String, phase: String = "", severity: Severity? = nil,
    supportGroup: SupportGroup = .unspecified, managementLevel: ManagementLevel = .unspecified,
    isSuspended: Bool = false
  ) {
    self.type = type
    self.stage = stage
    self.phase = phase
    self.severity = severity
    self.supportGroup = supportGroup
    self.managementLevel = managementLevel
    self.isSuspended = isSuspended
  }

  /// The profile of a case.
  public init(_ document: Case) {
    self.init(
      type: document.type, stage: document.stage, phase: document.phase,
      severity: document.severity, supportGroup: document.supportGroup,
      managementLevel: document.managementLevel, isSuspended: document.status == .suspended)
  }

  public static func == (a: CaseProfile, b: CaseProfile) -> Bool {
    a.type == b.type && a.stage == b.stage && a.phase == b.phase && a.severity == b.severity
      && a.supportGroup == b.supportGroup && a.managementLevel == b.managementLevel
      && a.isSuspended == b.isSuspended
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(stage)
    hasher.combine(phase)
    hasher.combine(severity?.grade)
    hasher.combine(supportGroup.rawValue)
    hasher.combine(managementLevel.rawValue)
    hasher.combine(isSuspended)
  }
}
