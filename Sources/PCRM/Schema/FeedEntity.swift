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
}

extension StaticEntity {
  fileprivate init(_ type: EntityType) {
    self.init(rawValue: type.rawValue)
  }
}
