public import PCRMCore
import ProtobufCodec

/// What a customer must be to be stored. The rules know no store: whether an office exists is asked elsewhere.
extension Customer {
  /// Limits of the contract on the lists of a customer.
  enum Most {
    static let names = 20
    static let contactPoints = 50
    static let addresses = 20
    static let externalIDs = 50
    static let tags = 100
    static let extensions = 200
    static let importedProperties = 500
    static let bytes = 1 << 20
  }

  /// Refuses a customer that breaks a rule, naming the field; call it after ``compose()``.
  public func check() throws(Status) {
    try kind.checkRequired("kind")
    try sex.checkKnown("sex")
    try birthDate?.checkBirthDate("birth_date")
    if !language.isEmpty && !LanguageTag.isWellFormed(language) {
      throw .malformed("language", "a BCP 47 tag such as ko or en-GB")
    }
    try checkCounts()
    for (index, name) in names.enumerated() { try name.check("names[\(index)]") }
    try checkContactPoints()
    try checkAddresses()
    try checkExternalIDs()
    try checkTags()
    try checkImportedProperties()
    guard hasIdentity else {
      throw .precondition(
        "NO_IDENTITY", "names", "a customer needs at least one name or one external id")
    }
    // Only these have no bound of their own.
    if extensions.isEmpty && importedProperties.isEmpty { return }
    if binary().count > Most.bytes {
      throw Status.invalid(
        "customer", "must have at most \(Most.bytes) bytes in wire form", reason: "FIELD_TOO_LONG"
      ).with("max", String(Most.bytes)).with("unit", "bytes")
    }
  }

  private func checkCounts() throws(Status) {
    for (field, count, max) in [
      ("names", names.count, Most.names),
      ("contact_points", contactPoints.count, Most.contactPoints),
      ("addresses", addresses.count, Most.addresses),
      ("external_ids", externalIDs.count, Most.externalIDs),
      ("tags", tags.count, Most.tags),
      ("extensions", extensions.count, Most.extensions),
      ("imported_properties", importedProperties.count, Most.importedProperties),
    ] where count > max {
      throw .tooMany(field, max: max)
    }
  }

  private func checkContactPoints() throws(Status) {
    for (index, point) in contactPoints.enumerated() {
      try point.check("contact_points[\(index)]")
      guard point.primary else { continue }
      if contactPoints[..<index].contains(where: { $0.primary && $0.kind == point.kind }) {
        throw .duplicate(
          "contact_points[\(index)].primary", "only one contact point of a kind can be the primary")
      }
    }
  }

  private func checkAddresses() throws(Status) {
    for (index, address) in addresses.enumerated() {
      try address.check("addresses[\(index)]")
      if address.primary && addresses[..<index].contains(where: \.primary) {
        throw .duplicate(
          "addresses[\(index)].primary", "only one address can be the primary")
      }
    }
  }

  private func checkExternalIDs() throws(Status) {
    for (index, externalID) in externalIDs.enumerated() {
      try externalID.check("external_ids[\(index)]")
      if externalIDs[..<index].contains(externalID) {
        throw .duplicate("external_ids[\(index)]", "stands in the list twice")
      }
    }
  }

  private func checkTags() throws(Status) {
    for (index, tag) in tags.enumerated() {
      try TextRules.checkRequired(tag, "tags[\(index)]", max: 64)
    }
    if tags.count > 1 && Set(tags).count < tags.count {
      let index = tags.indices.first { tags[..<$0].contains(tags[$0]) } ?? 0
      throw .duplicate("tags[\(index)]", "stands in the list twice")
    }
  }

  private func checkImportedProperties() throws(Status) {
    for (index, property) in importedProperties.enumerated() {
      if property.source.utf8.count > 64 && property.source.unicodeScalars.count > 64 {
        throw .tooLong("imported_properties[\(index)].source", max: 64)
      }
    }
  }
}
