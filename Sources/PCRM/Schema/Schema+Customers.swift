import Storage

extension Schema {
  static let customers = Step("customers", [])
}
