import Crypto
import FoundationEssentials
import NIOCore
import NIOHTTP1
import PCRM
import PCRMCore
import PCRMModel

/// Posts each message to a web address, signed, for whatever sends it on from there.
///
/// The signature is of the time and the body, in hex: `v1=HMAC-SHA256(secret, "TIME.BODY")`. Whoever gets a message
/// checks it, and takes one whose `PCRM-Message-Id` it has for taken.
struct WebhookCourier: Courier {
  let name = "webhook"
  let channels: Set<PCRMModel.Channel>
  private let client: HTTPClient
  private let secret: SymmetricKey

  init(url: WebAddress, secret: [UInt8], roots: String?, channels: Set<PCRMModel.Channel>) {
    client = HTTPClient(url, roots: roots)
    self.secret = SymmetricKey(data: secret)
    self.channels = channels
  }

  func deliver(_ message: OutboundMessage) async -> Delivery {
    guard let body = CourierMessage(message).json else { return .refused(code: "NO_TEXT") }
    let time = String(Int64(Date().timeIntervalSince1970))
    let headers: HTTPHeaders = [
      "Content-Type": "application/json; charset=utf-8",
      "PCRM-Message-Id": message.id.description,
      "PCRM-Timestamp": time,
      "PCRM-Signature": "v1=" + signature(time: time, body: body),
    ]
    do {
      return Self.delivery(of: try await client.post(body, headers))
    } catch let failure as CourierFailure {
      return .putOff(code: failure.code)
    } catch {
      return .putOff(code: "CONNECTION_FAILED")
    }
  }

  private func signature(time: String, body: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array((time + ".").utf8) + body, using: secret)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// What an answer means. Codes that come of a wrong address or secret are not the message's fault: it waits.
  static func delivery(of status: Int) -> Delivery {
    switch status {
    case 200..<300: .taken
    case 400, 413, 422: .refused(code: "HTTP_\(status)")
    case 410: .bounced(code: "HTTP_\(status)")
    default: .putOff(code: "HTTP_\(status)")
    }
  }
}

/// Why the other end could not be asked.
struct CourierFailure: Error, Equatable {
  let code: String

  init(_ code: String) { self.code = code }
}
