import Crypto
import PCRMCore
import PCRMModel
import Storage

/// What opens an invitation: 128 random bits, in the message alone; what is stored is their hash.
struct SurveyToken {
  /// Thirty-two letters and digits.
  let text: String

  private init(text: String) { self.text = text }

  /// A new one, from the system's random numbers: too many to guess, so that one plain hash will do.
  static func random() -> SurveyToken {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return SurveyToken(text: String(decoding: text, as: UTF8.self))
  }

  /// A token as somebody sent it; nothing where it cannot be one.
  init?(_ text: String) {
    let isHex: (UInt8) -> Bool = {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard text.utf8.count == 32, text.utf8.allSatisfy(isHex) else { return nil }
    self.text = text
  }

  var hash: [UInt8] { [UInt8](SHA256.hash(data: [UInt8](text.utf8))) }
}

extension Reader {
  /// The invitation that a token opens, whatever became of it.
  func invitation(token text: String) throws(Status) -> Invitation {
    if text.isEmpty { throw .required("token") }
    let found = try SurveyToken(text).flatMap { (token) throws(Status) in
      try invitation(tokenHash: token.hash)
    }
    guard let found else {
      throw Status(
        .notFound, "token: no invitation has this token",
        ErrorInfo(reason: "TOKEN_UNKNOWN", field: "token"))
    }
    return found
  }

  /// The invitation whose token has a hash.
  func invitation(tokenHash hash: [UInt8]) throws(Status) -> Invitation? {
    let id = try first(
      "SELECT invitation FROM invitation_token WHERE hash = $1", .blob(hash)
    ) { $0.id(0, of: InvitationID.self) }
    guard let id else { return nil }
    return try invitation(id)
  }
}

extension Writer {
  /// Gives an invitation one more token.
  func giveToken(to invitation: InvitationID) throws(Status) -> SurveyToken {
    let token = SurveyToken.random()
    try execute(
      "INSERT INTO invitation_token (hash, invitation) VALUES ($1, $2)", .blob(token.hash),
      .id(invitation))
    return token
  }
}
