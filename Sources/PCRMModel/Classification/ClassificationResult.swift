/// What a decision comes to: a group or a level, never both.
public struct ClassificationResult: Hashable, Sendable {
  public var supportGroup = SupportGroup.unspecified
  public var managementLevel = ManagementLevel.unspecified

  public init() {}

  public init(supportGroup: SupportGroup, managementLevel: ManagementLevel) {
    self.supportGroup = supportGroup
    self.managementLevel = managementLevel
  }

  /// Nothing was decided yet.
  public static let none = ClassificationResult()

  /// The number under which the result is stored, in the enumeration of its kind.
  public var number: Int64 {
    Int64(supportGroup.rawValue != 0 ? supportGroup.rawValue : managementLevel.rawValue)
  }

  /// Reads the number that ``number`` makes.
  public init(_ kind: ClassificationKind, number: Int64) {
    let value = Int32(truncatingIfNeeded: number)
    if kind == .supportGroup {
      supportGroup = SupportGroup(rawValue: value)
    } else {
      managementLevel = ManagementLevel(rawValue: value)
    }
  }
}

extension Classification {
  /// Group and level.
  public var result: ClassificationResult {
    get { ClassificationResult(supportGroup: supportGroup, managementLevel: managementLevel) }
    set {
      supportGroup = newValue.supportGroup
      managementLevel = newValue.managementLevel
    }
  }

  /// Whether somebody set it by hand.
  public var isOverride: Bool { origin == .override }
}

extension Case {
  /// What the case carries of a kind.
  public func result(_ kind: ClassificationKind) -> ClassificationResult {
    kind == .supportGroup
      ? ClassificationResult(supportGroup: supportGroup, managementLevel: .unspecified)
      : ClassificationResult(supportGroup: .unspecified, managementLevel: managementLevel)
  }
}

extension ClassificationKind {
  /// Both kinds, in the order in which a case is looked at.
  public static let all: [ClassificationKind] = [.supportGroup, .managementLevel]
}
