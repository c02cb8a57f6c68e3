/// What became of those who were asked.
public struct ResponseRate: Hashable, Sendable {
  public var invited: Int
  /// Invitations that never arrived.
  public var bounced: Int
  /// Those who turned out not to be asked: quota full, not of the population.
  public var screenedOut: Int
  public var optedOut: Int
  public var started: Int
  public var submitted: Int

  public init(
    invited: Int, bounced: Int = 0, screenedOut: Int = 0, optedOut: Int = 0, started: Int = 0,
    submitted: Int
  ) {
    self.invited = invited
    self.bounced = bounced
    self.screenedOut = screenedOut
    self.optedOut = optedOut
    self.started = started
    self.submitted = submitted
  }

  /// Of all who were invited and are of the population, how many answered; whoever was not reached counts as no answer.
  public var response: Double? { Self.share(submitted, of: invited - screenedOut) }

  /// Of those whom the invitation reached, how many answered.
  public var cooperation: Double? { Self.share(submitted, of: invited - screenedOut - bounced) }

  /// Of those who began, how many came to the end.
  public var completion: Double? { Self.share(submitted, of: max(started, submitted)) }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? min(1, Double(part) / Double(whole)) : nil
  }
}
