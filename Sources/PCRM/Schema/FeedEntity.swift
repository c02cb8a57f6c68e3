import PCRMModel
public import Storage

/// The entities that the feed speaks of, numbered as the contract's EntityType numbers them.
public enum FeedEntity {
  public static let customer = StaticEntity(.customer)
  public static let relation = StaticEntity(.relation)
  public static let consent = StaticEntity(.consent)
  public static let unit = StaticEntity(.unit)
  public static let staff = StaticEntity(.staff)
  public static let principal = StaticEntity(.principal)
  public static let token = StaticEntity(.token)
  public static let extensionSchema = StaticEntity(.extensionSchema)
  public static let `case` = StaticEntity(.`case`)
  public static let caseType = StaticEntity(.caseType)
  public static let touchpoint = StaticEntity(.touchpoint)
  public static let classification = StaticEntity(.classification)
  public static let segment = StaticEntity(.segment)
  public static let membership = StaticEntity(.membership)
  public static let duty = StaticEntity(.duty)
  public static let absence = StaticEntity(.absence)
  public static let handOver = StaticEntity(.handOver)
  public static let programme = StaticEntity(.programme)
  public static let adoption = StaticEntity(.adoption)
  public static let assignmentRule = StaticEntity(.assignmentRule)
  public static let proposal = StaticEntity(.proposal)
  public static let reassignment = StaticEntity(.reassignment)
  public static let loadRule = StaticEntity(.loadRule)
  public static let classificationRule = StaticEntity(.classificationRule)
  public static let demand = StaticEntity(.demand)
  public static let visit = StaticEntity(.visit)
  public static let attempt = StaticEntity(.attempt)
  public static let resource = StaticEntity(.resource)
  public static let series = StaticEntity(.series)
  public static let visitPlan = StaticEntity(.visitPlan)
  public static let visitTask = StaticEntity(.visitTask)
  public static let hardship = StaticEntity(.hardship)
  public static let visitReport = StaticEntity(.visitReport)
  public static let callBack = StaticEntity(.callBack)
  public static let workingTime = StaticEntity(.workingTime)
  public static let holiday = StaticEntity(.holiday)
  public static let visitRule = StaticEntity(.visitRule)
  public static let route = StaticEntity(.route)
  public static let calendarFeed = StaticEntity(.calendarFeed)
  public static let benefit = StaticEntity(.benefit)
  public static let qualityCheck = StaticEntity(.qualityCheck)
  public static let needRecord = StaticEntity(.needRecord)
}

extension StaticEntity {
  fileprivate init(_ type: EntityType) {
    self.init(rawValue: type.rawValue)
  }
}
