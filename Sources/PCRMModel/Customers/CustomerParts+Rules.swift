public import PCRMCore
import ProtobufCodec

// The rules of what a customer is made of. `path` is where the part stands: "names[0]".

/// Checks a text that may be empty; its field's name is only put together when there is a text.
private func check(_ text: String, _ field: @autoclosure () -> String, max: Int) throws(Status) {
  if !text.isEmpty { try TextRules.check(text, field(), max: max) }
}

extension CustomerName {
  func check(_ path: String) throws(Status) {
    try kind.checkRequired("\(path).kind")
    if full.isEmpty { throw .required("\(path).full") }
    try TextRules.checkRequired(full, "\(path).full", max: 200)
    try PCRMModel.check(family, "\(path).family", max: 200)
    try PCRMModel.check(given, "\(path).given", max: 200)
    try PCRMModel.check(additional, "\(path).additional", max: 200)
    try PCRMModel.check(prefix, "\(path).prefix", max: 200)
    try PCRMModel.check(suffix, "\(path).suffix", max: 200)
  }
}

extension ContactPoint {
  func check(_ path: String) throws(Status) {
    try kind.checkRequired("\(path).kind")
    try TextRules.checkRequired(value, "\(path).value", max: 320)
    try PCRMModel.check(label, "\(path).label", max: 64)
    try PCRMModel.check(purpose, "\(path).purpose", max: 64)
    switch kind {
    case .phone, .mobile, .fax:
      if !(3...40).contains(PhoneNumber.digits(value).utf8.count) {
        throw .malformed("\(path).value", "a number of 3 to 40 digits such as 010-1234-5678")
      }
    case .email:
      if !value.isMailAddress {
        throw .malformed("\(path).value", "an e-mail address such as name@example.kr")
      }
    default: break
    }
    if preferredHours.count > 14 { throw .tooMany("\(path).preferred_hours", max: 14) }
    for (index, window) in preferredHours.enumerated() {
      try window.check("\(path).preferred_hours[\(index)]")
    }
  }

  /// Whether this is something to dial.
  public var isNumber: Bool { kind == .phone || kind == .mobile || kind == .fax }
}

extension String {
  /// Something on both sides of one "@", without spaces: mail servers know the rest.
  var isMailAddress: Bool {
    let sides = utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return sides.count == 2 && sides.allSatisfy { !$0.isEmpty }
      && !utf8.contains(where: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a })
  }
}

extension ContactWindow {
  func check(_ path: String) throws(Status) {
    if !(0...1439).contains(fromMinute) {
      throw .outOfRange("\(path).from_minute", min: 0, max: 1439)
    }
    if toMinute <= fromMinute || toMinute > 1440 {
      throw .outOfRange("\(path).to_minute", min: fromMinute + 1, max: 1440)
    }
    for (index, day) in weekdays.enumerated() {
      try day.checkRequired("\(path).weekdays[\(index)]")
      if weekdays[..<index].contains(day) {
        throw .duplicate("\(path).weekdays[\(index)]", "stands in the list twice")
      }
    }
  }
}

extension Address {
  func check(_ path: String) throws(Status) {
    try kind.checkRequired("\(path).kind")
    if !countryCode.isEmpty
      && !(countryCode.utf8.count == 2
        && countryCode.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains))
    {
      throw .malformed("\(path).country_code", "two capital letters such as KR")
    }
    if !legalDistrictCode.isEmpty
      && !(legalDistrictCode.utf8.count == 10
        && legalDistrictCode.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains))
    {
      throw .malformed("\(path).legal_district_code", "ten digits")
    }
    try PCRMModel.check(postalCode, "\(path).postal_code", max: 300)
    try PCRMModel.check(region, "\(path).region", max: 300)
    try PCRMModel.check(locality, "\(path).locality", max: 300)
    try PCRMModel.check(roadAddress, "\(path).road_address", max: 300)
    try PCRMModel.check(detail, "\(path).detail", max: 300)
    try PCRMModel.check(label, "\(path).label", max: 64)
    try coordinates?.check("\(path).coordinates")
  }
}

extension ExternalID {
  /// Makes an external id of its parts.
  public init(scheme: String, value: String) {
    self.init()
    self.scheme = scheme
    self.value = value
  }

  /// Refuses an external id that breaks a rule.
  public func check(_ path: String) throws(Status) {
    try TextRules.checkCode(scheme, "\(path).scheme", max: 64, others: "_-.")
    try TextRules.checkRequired(value, "\(path).value", max: 200)
  }
}
