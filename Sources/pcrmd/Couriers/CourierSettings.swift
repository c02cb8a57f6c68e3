import ArgumentParser
import FoundationEssentials
import PCRM
import PCRMModel
import TTRPC

/// The couriers of a configuration, checked and made.
///
/// Mail goes by the mail server, everything else by the webhook, and what nobody else takes by the folder.
struct CourierSettings {
  var couriers: [any Courier] = []

  init(_ configuration: CourierConfiguration) throws {
    var rest: Set<Channel> = [.sms, .email, .app, .post]
    if let smtp = try Self.smtp(configuration) {
      couriers.append(smtp)
      rest.subtract(smtp.channels)
    }
    if let text = configuration.webhook {
      guard let url = WebAddress(text) else {
        throw ValidationError("--courier-webhook: '\(text)' is no http or https address")
      }
      guard let file = configuration.webhookSecret else {
        throw ValidationError("--courier-webhook: give --courier-webhook-secret too")
      }
      let secret = try Self.secret(file, flag: "--courier-webhook-secret")
      if secret.utf8.count < 16 {
        throw ValidationError("--courier-webhook-secret: \(file) must hold 16 bytes at least")
      }
      couriers.append(
        WebhookCourier(
          url: url, secret: Array(secret.utf8), roots: configuration.roots, channels: rest))
      rest = []
    } else if configuration.webhookSecret != nil {
      throw ValidationError("--courier-webhook-secret: works only with --courier-webhook")
    }
    if let folder = configuration.folder {
      if rest.isEmpty {
        throw ValidationError("--courier-folder: --courier-webhook takes everything already")
      }
      couriers.append(FileCourier(folder: folder, channels: rest))
    }
  }

  private static func smtp(_ configuration: CourierConfiguration) throws -> SMTPCourier? {
    guard let address = configuration.smtp else {
      let others = [
        configuration.smtpFrom, configuration.smtpTLS, configuration.smtpUser,
        configuration.smtpPassword,
      ]
      if others.contains(where: { $0 != nil }) {
        throw ValidationError("--courier-smtp-…: work only with --courier-smtp")
      }
      return nil
    }
    guard case .tcp(let host, let port)? = Endpoint(address) else {
      throw ValidationError("--courier-smtp: '\(address)' is neither HOST:PORT nor [IPV6]:PORT")
    }
    guard let sender = configuration.smtpFrom, MailMessage.isAddress(sender) else {
      throw ValidationError("--courier-smtp-from: name the address that mail comes from")
    }
    let word = configuration.smtpTLS ?? "required"
    guard let encryption = SMTPConversation.Encryption(rawValue: word) else {
      throw ValidationError("--courier-smtp-tls: required, preferred or off")
    }
    var login: SMTPConversation.Login?
    switch (configuration.smtpUser, configuration.smtpPassword) {
    case (let user?, let file?):
      login = SMTPConversation.Login(
        user: user, password: try secret(file, flag: "--courier-smtp-password"))
    case (nil, nil): break
    default:
      throw ValidationError("--courier-smtp-user, --courier-smtp-password: give both or none")
    }
    return SMTPCourier(
      host: host, port: Int(port), from: sender, encryption: encryption, login: login,
      roots: configuration.roots)
  }

  /// What a file holds, without the line end that editors add.
  private static func secret(_ path: String, flag: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(flag): cannot read \(path)")
    }
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
