import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Where a message goes.
struct SurveyAddress: Sendable, Equatable {
  var channel: Channel
  var recipient: String
  var language: String
}

/// Where somebody can be asked, or why not at all.
enum SurveyWay: Sendable, Equatable {
  case address(SurveyAddress)
  case none(because: String)
}

extension Reader {
  /// The first channel of a wave by which a customer can be asked: with an address that may be used, and consent.
  func way(
    to customer: Customer, by channels: [Channel], _ policy: SurveyPolicy
  ) throws(Status) -> SurveyWay {
    if customer.deleteTime != nil { return .none(because: "DELETED") }
    var isRefused = false
    for channel in channels {
      guard let recipient = customer.recipient(channel, purpose: policy.consentPurpose) else {
        continue
      }
      if try !mayAsk(customer.id, by: channel, policy) {
        isRefused = true
        continue
      }
      return .address(
        SurveyAddress(channel: channel, recipient: recipient, language: customer.language))
    }
    return .none(because: isRefused ? "CONSENT_MISSING" : "NO_ADDRESS")
  }

  /// Whether a customer agreed to be asked by a channel.
  func mayAsk(
    _ customer: CustomerID, by channel: Channel, _ policy: SurveyPolicy
  ) throws(Status) -> Bool {
    let consent = try decidingConsent(
      customer, purpose: policy.consentPurpose, channel: channel)
    guard let consent else { return policy.consentPresumed }
    return consent.state == .given
  }

  /// How a member of staff who works on a day is reached: by mail at work, or by the agency's own app under the employee
  /// number.
  func way(
    toStaff id: StaffID, by channels: [Channel], on day: Int
  ) throws(Status) -> SurveyWay {
    let staff = try first(
      """
      SELECT coalesce(employee_number, ''), coalesce(email, ''), active_from <= $2 AND $2 < active_to
      FROM staff WHERE id = $1
      """, .id(id), .integer(CivilDate(daysSince1970: day).number)
    ) { (number: $0.text(0), email: $0.text(1), isActive: $0.bool(2)) }
    guard let staff, staff.isActive else { return .none(because: "LEFT") }
    for channel in channels {
      let recipient: String
      switch channel {
      case .app:
        recipient = staff.number.isEmpty ? "staff:\(id)" : "employee:\(staff.number)"
      case .email where !staff.email.isEmpty: recipient = staff.email
      default: continue
      }
      return .address(SurveyAddress(channel: channel, recipient: recipient, language: ""))
    }
    return .none(because: "NO_ADDRESS")
  }
}

extension Customer {
  /// The address to use first of those that serve a channel and may be used for a purpose.
  fileprivate func recipient(_ channel: Channel, purpose: String) -> String? {
    let kind: ContactPointKind
    switch channel {
    case .sms: kind = .mobile
    case .email: kind = .email
    case .app: kind = .messenger
    case .post: kind = .post
    default: return nil
    }
    let usable = contactPoints.filter {
      $0.kind == kind && !$0.doNotContact && ($0.purpose.isEmpty || $0.purpose == purpose)
        && !$0.value.utf8.contains { $0 < 0x20 }
    }
    if let point = usable.first(where: { $0.primary }) ?? usable.first { return point.value }
    guard channel == .post else { return nil }
    let address = addresses.first { $0.primary } ?? addresses.first
    guard let address, !address.roadAddress.isEmpty else { return nil }
    let parts = [
      address.postalCode, address.region, address.locality, address.roadAddress, address.detail,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
