import ArgumentParser

/// How messages leave the house; each setting from a flag, the environment or the file, as ``Configuration`` has it.
struct CourierConfiguration: Codable, Equatable {
  var folder: String?
  var webhook: String?
  var webhookSecret: String?
  var smtp: String?
  var smtpFrom: String?
  var smtpTLS: String?
  var smtpUser: String?
  var smtpPassword: String?
  var roots: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case folder = "courier-folder"
    case webhook = "courier-webhook"
    case webhookSecret = "courier-webhook-secret"
    case smtp = "courier-smtp"
    case smtpFrom = "courier-smtp-from"
    case smtpTLS = "courier-smtp-tls"
    case smtpUser = "courier-smtp-user"
    case smtpPassword = "courier-smtp-password"
    case roots = "courier-tls-roots"
  }

  private static var fields: [(CodingKeys, WritableKeyPath<CourierConfiguration, String?>)] {
    [
      (.folder, \.folder), (.webhook, \.webhook), (.webhookSecret, \.webhookSecret),
      (.smtp, \.smtp), (.smtpFrom, \.smtpFrom), (.smtpTLS, \.smtpTLS),
      (.smtpUser, \.smtpUser), (.smtpPassword, \.smtpPassword), (.roots, \.roots),
    ]
  }

  /// Reads the settings by asking for each by its key.
  init(_ value: (String) -> String?) {
    for (key, path) in Self.fields { self[keyPath: path] = value(key.rawValue) }
  }

  init() {}

  /// This configuration, with `other` where it says nothing.
  func over(_ other: CourierConfiguration) -> CourierConfiguration {
    var result = self
    for (_, path) in Self.fields where result[keyPath: path] == nil {
      result[keyPath: path] = other[keyPath: path]
    }
    return result
  }
}

/// The flags of couriers.
struct CourierOptions: ParsableArguments {
  @Option(help: "A folder for messages: one JSON file each.")
  var courierFolder: String?
  @Option(help: "A web address to which messages are posted, signed.")
  var courierWebhook: String?
  @Option(help: "The file with the secret of the signature; 16 bytes at least.")
  var courierWebhookSecret: String?
  @Option(help: "HOST:PORT of the mail server for e-mail.")
  var courierSmtp: String?
  @Option(help: "The address that mail comes from.")
  var courierSmtpFrom: String?
  @Option(help: "Whether mail is encrypted by STARTTLS: required (the default), preferred, off.")
  var courierSmtpTls: String?
  @Option(help: "The user at the mail server, where it asks for one.")
  var courierSmtpUser: String?
  @Option(help: "The file with that user's password.")
  var courierSmtpPassword: String?
  @Option(help: "A PEM file of the authorities that couriers believe; default: the system's.")
  var courierTlsRoots: String?

  var configuration: CourierConfiguration {
    var configuration = CourierConfiguration()
    configuration.folder = courierFolder
    configuration.webhook = courierWebhook
    configuration.webhookSecret = courierWebhookSecret
    configuration.smtp = courierSmtp
    configuration.smtpFrom = courierSmtpFrom
    configuration.smtpTLS = courierSmtpTls
    configuration.smtpUser = courierSmtpUser
    configuration.smtpPassword = courierSmtpPassword
    configuration.roots = courierTlsRoots
    return configuration
  }
}
