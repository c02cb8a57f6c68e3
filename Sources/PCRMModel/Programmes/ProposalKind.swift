public import ProtobufCodec

/// What a proposal gives to somebody.
public struct ProposalKind: OpenEnum {
  public static let protoName = "pcrm.v1.ProposalKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every kind.
  public static let unspecified = ProposalKind(rawValue: 0)
  /// Cases to case workers.
  public static let cases = ProposalKind(rawValue: 1)
  /// Customers to those who adopt them.
  public static let adoptions = ProposalKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "PROPOSAL_KIND_UNSPECIFIED"),
    (1, "PROPOSAL_KIND_CASES"),
    (2, "PROPOSAL_KIND_ADOPTIONS"),
  ]
}

/// How a proposal is made.
public struct ProposalMethod: OpenEnum {
  public static let protoName = "pcrm.v1.ProposalMethod"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Balanced.
  public static let unspecified = ProposalMethod(rawValue: 0)
  /// So that load ÷ capacity is as even as possible.
  public static let balanced = ProposalMethod(rawValue: 1)
  /// In turn, beginning with who carries least.
  public static let roundRobin = ProposalMethod(rawValue: 2)
  /// By distance.
  public static let matched = ProposalMethod(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "PROPOSAL_METHOD_UNSPECIFIED"),
    (1, "PROPOSAL_METHOD_BALANCED"),
    (2, "PROPOSAL_METHOD_ROUND_ROBIN"),
    (3, "PROPOSAL_METHOD_MATCHED"),
  ]
}

/// Whether a proposal was carried out.
public struct ProposalState: OpenEnum {
  public static let protoName = "pcrm.v1.ProposalState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = ProposalState(rawValue: 0)
  /// It is being written down.
  public static let draft = ProposalState(rawValue: 1)
  /// It can be carried out.
  public static let ready = ProposalState(rawValue: 2)
  /// It was carried out, or a reassignment does so.
  public static let applied = ProposalState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "PROPOSAL_STATE_UNSPECIFIED"),
    (1, "PROPOSAL_STATE_DRAFT"),
    (2, "PROPOSAL_STATE_READY"),
    (3, "PROPOSAL_STATE_APPLIED"),
  ]
}
