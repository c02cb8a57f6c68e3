import PCRMModel

/// A customer that grows cell by cell.
struct CustomerBuilder {
  private var customer = Customer()
  private var nameGroups: [String: Int] = [:]
  private var addressGroups: [String: Int] = [:]
  private var coordinateParts: [Int: Int] = [:]
  private let source: String

  init(source: String) {
    self.source = source
  }

  /// The customer; a person unless something said otherwise.
  func finish() throws(CellFault) -> Customer {
    guard coordinateParts.values.allSatisfy({ $0 == 2 }) else {
      throw CellFault("an address has a latitude or a longitude; it must have both or neither")
    }
    var customer = customer
    if customer.kind == .unspecified { customer.kind = .person }
    return customer
  }

  /// Keeps a cell word by word.
  mutating func keep(_ name: String, _ value: String) {
    var property = ImportedProperty()
    property.source = source
    property.name = name
    property.value = value
    customer.importedProperties.append(property)
  }

  /// Fills the field of a rule with a cell's text, which is not empty.
  mutating func set(_ rule: Mapping.Rule, _ text: String) throws(CellFault) {
    switch rule.target {
    case .kind: customer.kind = try Cell.word(text)
    case .sex: customer.sex = try Cell.word(text)
    case .birthDate: customer.birthDate = try Cell.date(text, rule.calendar)
    case .language: customer.language = text
    case .homeOffice: customer.homeOfficeID = try Cell.id(text)
    case .caseWorker: customer.caseWorkerID = try Cell.id(text)
    case .tags:
      for tag in values(rule, text) where !customer.tags.contains(tag) { customer.tags.append(tag) }
    case .name(let group, let kind, let part):
      if nameGroups[group] == nil {
        nameGroups[group] = customer.names.count
        var name = CustomerName()
        name.kind = kind
        customer.names.append(name)
      }
      customer.names[nameGroups[group] ?? 0][keyPath: Self.path(part)] = text
    case .contactPoint(let kind):
      for value in values(rule, text) { add(kind, value, rule) }
    case .address(let group, let kind, let part):
      try setAddress(group, kind, part, text, rule)
    case .externalID(let scheme):
      var id = ExternalID()
      id.scheme = scheme
      id.value = text
      customer.externalIDs.append(id)
    case .customField(let name): try setExtension(name, text, rule)
    case .imported, .ignored: break
    }
  }

  private func values(_ rule: Mapping.Rule, _ text: String) -> [String] {
    guard let separator = rule.separator.first else { return [text] }
    return text.split(separator: separator).map(\.trimmed).filter { !$0.isEmpty }
  }

  private mutating func add(_ kind: ContactPointKind, _ value: String, _ rule: Mapping.Rule) {
    var point = ContactPoint()
    point.kind = kind
    point.value = value
    point.label = rule.label
    point.purpose = rule.purpose
    point.doNotContact = rule.doNotContact
    // At most one of a kind is the first one.
    let taken = customer.contactPoints.contains { $0.kind == kind && $0.primary }
    point.primary = rule.primary && !taken
    customer.contactPoints.append(point)
  }

  private mutating func setAddress(
    _ group: String, _ kind: AddressKind, _ part: MappingTarget.AddressPart, _ text: String,
    _ rule: Mapping.Rule
  ) throws(CellFault) {
    let index = addressGroups[group] ?? customer.addresses.count
    if addressGroups[group] == nil {
      addressGroups[group] = index
      var address = Address()
      address.kind = kind
      customer.addresses.append(address)
    }
    if !rule.label.isEmpty { customer.addresses[index].label = rule.label }
    if rule.primary && !customer.addresses.contains(where: \.primary) {
      customer.addresses[index].primary = true
    }
    switch part {
    case .countryCode: customer.addresses[index].countryCode = text
    case .postalCode: customer.addresses[index].postalCode = text
    case .region: customer.addresses[index].region = text
    case .locality: customer.addresses[index].locality = text
    case .roadAddress: customer.addresses[index].roadAddress = text
    case .detail: customer.addresses[index].detail = text
    case .legalDistrictCode: customer.addresses[index].legalDistrictCode = text
    case .latitude, .longitude:
      var point = customer.addresses[index].coordinates ?? Coordinates()
      if part == .latitude {
        point.latitudeE7 = try Cell.degrees(text, limit: 90)
      } else {
        point.longitudeE7 = try Cell.degrees(text, limit: 180)
      }
      customer.addresses[index].coordinates = point
      coordinateParts[index, default: 0] += 1
    }
  }

  private mutating func setExtension(
    _ name: String, _ text: String, _ rule: Mapping.Rule
  ) throws(CellFault) {
    var field = Extension()
    field.name = name
    switch rule.declaration?.type ?? .text {
    case .integer: field.value = .integer(try Cell.integer(text))
    case .decimal: field.value = .decimal(try Cell.decimal(text))
    case .boolean: field.value = .boolean(try Cell.boolean(text))
    case .date: field.value = .date(try Cell.date(text, rule.calendar))
    case .time: field.value = .time(try Cell.time(text))
    case .choice:
      let choices = rule.declaration?.choices ?? []
      guard choices.contains(text) else {
        throw CellFault(text, mustBe: "one of: \(choices.joined(separator: ", "))")
      }
      field.value = .text(text)
    default: field.value = .text(text)
    }
    customer.extensions.append(field)
  }

  private static func path(
    _ part: MappingTarget.NamePart
  ) -> WritableKeyPath<CustomerName, String> {
    switch part {
    case .full: \.full
    case .family: \.family
    case .given: \.given
    case .additional: \.additional
    case .prefix: \.prefix
    case .suffix: \.suffix
    }
  }
}
