public import PCRMModel
import ProtobufCodec

/// The field of a customer that a column fills, and the path that names it in a mapping.
public enum MappingTarget: Sendable, Equatable {
  /// `kind`
  case kind
  /// `sex`
  case sex
  /// `birth_date`
  case birthDate
  /// `language`
  case language
  /// `home_office_id`
  case homeOffice
  /// `case_worker_id`
  case caseWorker
  /// `tags`
  case tags
  /// `names.KIND.PART`
  case name(group: String, NameKind, NamePart)
  /// `contact_points.KIND`
  case contactPoint(ContactPointKind)
  /// `addresses.KIND.PART`
  case address(group: String, AddressKind, AddressPart)
  /// `external_ids.SCHEME`
  case externalID(scheme: String)
  /// `extensions.NAME`
  case customField(name: String)
  /// `imported`: kept word by word
  case imported
  /// `ignore`: left out
  case ignored

  /// The parts of a name.
  public enum NamePart: String, Sendable, CaseIterable {
    case full, family, given, additional, prefix, suffix
  }

  /// The parts of an address.
  public enum AddressPart: String, Sendable, CaseIterable {
    case countryCode = "country_code"
    case postalCode = "postal_code"
    case region, locality
    case roadAddress = "road_address"
    case detail
    case legalDistrictCode = "legal_district_code"
    case latitude, longitude
  }

  /// Reads a path such as `names.legal.full`; a second name or address of a kind is `home#2`.
  public init(path: String) throws(ImportFailure) {
    let parts = path.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    switch (parts[0], parts.count) {
    case ("kind", 1): self = .kind
    case ("sex", 1): self = .sex
    case ("birth_date", 1): self = .birthDate
    case ("language", 1): self = .language
    case ("home_office_id", 1): self = .homeOffice
    case ("case_worker_id", 1): self = .caseWorker
    case ("tags", 1): self = .tags
    case ("imported", 1): self = .imported
    case ("ignore", 1): self = .ignored
    case ("names", 3):
      guard let part = NamePart(rawValue: parts[2]) else {
        throw Self.unknown(
          parts[2], path, NamePart.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self = .name(group: parts[1], try Self.kind(parts[1], path), part)
    case ("contact_points", 2): self = .contactPoint(try Self.kind(parts[1], path))
    case ("addresses", 3):
      guard let part = AddressPart(rawValue: parts[2]) else {
        throw Self.unknown(
          parts[2], path, AddressPart.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self = .address(group: parts[1], try Self.kind(parts[1], path), part)
    case ("external_ids", 2...):
      self = .externalID(scheme: parts[1...].joined(separator: "."))
    case ("extensions", 2): self = .customField(name: parts[1])
    default: throw Self.unknown(path, path, Self.paths)
    }
  }

  private static let paths = """
    kind, sex, birth_date, language, home_office_id, case_worker_id, tags, names.KIND.PART, \
    contact_points.KIND, addresses.KIND.PART, external_ids.SCHEME, extensions.NAME, imported, ignore
    """

  private static func kind<E: OpenEnum>(
    _ group: String, _ path: String
  ) throws(ImportFailure) -> E {
    let word = group.prefix { $0 != "#" }
    guard let kind = E(word: String(word)) else { throw unknown(String(word), path, E.words) }
    return kind
  }

  private static func unknown(_ what: String, _ path: String, _ right: String) -> ImportFailure {
    ImportFailure("field \"\(path)\": \"\(what)\" is unknown; it must be one of: \(right)")
  }
}
