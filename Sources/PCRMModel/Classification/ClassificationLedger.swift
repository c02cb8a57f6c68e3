public import PCRMCore
public import ProtobufCodec

/// The decisions of one kind about one case that still count, and what may happen to them.
///
/// Each call changes the decisions and notes what happened; whoever holds the store writes both down. At any time at
/// most one decision of the rules stands, at most one override before it, and at most one proposal waits.
public struct ClassificationLedger: Sendable {
  /// What the rules gave and was agreed to.
  public private(set) var standing: Classification?
  /// What somebody set by hand, for a time.
  public private(set) var override: Classification?
  /// What waits for sign-off.
  public private(set) var proposed: Classification?
  /// The decisions that changed since the ledger was made, each once.
  public private(set) var touched: [Classification] = []
  /// What happened since the ledger was made, in order.
  public private(set) var events: [ClassificationEvent] = []

  public let kind: ClassificationKind
  private let now: Timestamp
  private let principal: PrincipalID

  public init(
    _ kind: ClassificationKind, standing: Classification? = nil, override: Classification? = nil,
    proposed: Classification? = nil, at now: Timestamp, by principal: PrincipalID
  ) {
    self.kind = kind
    self.standing = standing
    self.override = override
    self.proposed = proposed
    self.now = now
    self.principal = principal
  }

  /// What the case carries.
  public var inForce: Classification? { override ?? standing }

  /// The result that the case carries.
  public var result: ClassificationResult { inForce?.result ?? .none }

  /// Puts a new decision before the team; what waited until now is withdrawn.
  public mutating func propose(_ decision: Classification, because reason: String) {
    withdraw(because: reason)
    var decision = decision
    decision.state = .proposed
    keep(decision, .proposed, reason)
    proposed = decision
    finish()
  }

  /// Lets a new decision take effect without sign-off; what waited until now is withdrawn, but for what the rules
  /// propose while somebody overrides.
  public mutating func enact(_ decision: Classification, because reason: String) {
    if !decision.isOverride || proposed?.isOverride == true { withdraw(because: reason) }
    takeEffect(decision, because: reason)
    finish()
  }

  /// The team agreed to the proposal.
  public mutating func agree(_ signOff: SignOff) {
    guard var decision = proposed else { return }
    proposed = nil
    decision.signOff = signOff
    decision.signOff?.isAgreed = true
    keep(decision, .signedOff, signOff.note)
    takeEffect(decision, because: signOff.note)
    finish()
  }

  /// The team did not agree to the proposal.
  public mutating func reject(_ signOff: SignOff) {
    guard var decision = proposed else { return }
    proposed = nil
    decision.signOff = signOff
    decision.signOff?.isAgreed = false
    decision.state = .rejected
    keep(decision, .rejected, signOff.note)
    finish()
  }

  /// Takes the proposal back, if there is one.
  public mutating func withdraw(because reason: String) {
    guard var decision = proposed else { return }
    proposed = nil
    decision.state = .withdrawn
    keep(decision, .withdrawn, reason)
    finish()
  }

  /// Ends the override: what it stood before comes into force again.
  ///
  /// - Parameter event: whether its day came, or somebody ended it.
  public mutating func endOverride(_ event: ClassificationEventKind, because reason: String) {
    guard var decision = override else { return }
    override = nil
    decision.state = .expired
    keep(decision, event, reason)
    if var decision = standing {
      decision.state = .inForce
      keep(decision, .fellBack, reason)
      standing = decision
    }
    finish()
  }

  /// Notes that the case became due, or is so no longer.
  public mutating func note(_ event: ClassificationEventKind, because reason: String) {
    append(event, ClassificationID(), reason)
    finish()
  }

  private mutating func takeEffect(_ new: Classification, because reason: String) {
    var new = new
    if new.isOverride {
      new.supersedesID = inForce?.id ?? ClassificationID()
      if let old = override {
        supersede(old, by: new)
      } else if var old = standing {
        old.state = .overridden
        keep(old, .overridden, reason)
        standing = old
      }
      new.state = .inForce
      override = new
    } else {
      new.supersedesID = standing?.id ?? ClassificationID()
      if let old = standing { supersede(old, by: new) }
      new.state = override == nil ? .inForce : .overridden
      standing = new
    }
    keep(new, new.state == .inForce ? .tookEffect : .overridden, reason)
  }

  private mutating func supersede(_ old: Classification, by new: Classification) {
    var old = old
    old.state = .superseded
    old.supersededByID = new.id
    keep(old, .superseded, "")
  }

  /// Keeps a decision as it is now, with what happened to it.
  private mutating func keep(
    _ decision: Classification, _ event: ClassificationEventKind, _ reason: String
  ) {
    if let place = touched.firstIndex(where: { $0.id == decision.id }) {
      touched[place] = decision
    } else {
      touched.append(decision)
    }
    append(event, decision.id, reason)
  }

  private mutating func append(
    _ kind: ClassificationEventKind, _ id: ClassificationID, _ reason: String
  ) {
    var event = ClassificationEvent()
    event.kind = self.kind
    event.event = kind
    event.classificationID = id
    event.time = now
    event.principalID = principal
    event.reason = reason
    events.append(event)
  }

  /// Every event of one call tells what is in force after the call.
  private mutating func finish() {
    for index in events.indices {
      events[index].inForceID = inForce?.id ?? ClassificationID()
      events[index].supportGroup = result.supportGroup
      events[index].managementLevel = result.managementLevel
    }
  }
}
