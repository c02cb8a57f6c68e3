public import PCRMCore

extension FeedPolicy {
  /// What holds before any policy was applied: a month back, four months ahead, and nothing but the time.
  public static let initial: FeedPolicy = {
    var policy = FeedPolicy()
    policy.detailMax = .time
    policy.daysBack = 31
    policy.daysAhead = 120
    policy.refreshMinutes = 15
    return policy
  }()

  /// Refuses a policy that breaks a rule of its fields.
  public func check(_ field: String = "policy") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try detailMax.checkKnown("\(field).detail_max")
    try TextRules.check(title, "\(field).title", max: 100)
    if !(0...366).contains(daysBack) { throw .outOfRange("\(field).days_back", min: 0, max: 366) }
    if !(1...730).contains(daysAhead) {
      throw .outOfRange("\(field).days_ahead", min: 1, max: 730)
    }
    if !(5...1440).contains(refreshMinutes) {
      throw .outOfRange("\(field).refresh_minutes", min: 5, max: 1440)
    }
    if !host.isEmpty { try TextRules.checkCode(host, "\(field).host", max: 100, others: "-.") }
  }

  /// How much a calendar tells that asks for so much.
  public func detail(_ asked: FeedDetail) -> FeedDetail {
    let most = detailMax == .unspecified ? .time : detailMax
    return asked == .unspecified || asked.rawValue > most.rawValue ? most : asked
  }

  /// What a visit is called.
  public var eventTitle: String { title.isEmpty ? "방문" : title }

  /// What follows "@" in the names of events.
  public var eventHost: String { host.isEmpty ? "pcrm" : host }
}

extension CalendarFeed {
  /// Refuses a feed that breaks a rule of its fields.
  public func check(_ field: String = "feed") throws(Status) {
    try TextRules.check(label, "\(field).label", max: 200)
    try detail.checkKnown("\(field).detail")
  }
}
