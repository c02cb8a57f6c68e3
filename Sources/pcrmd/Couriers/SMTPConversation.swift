import FoundationEssentials
import PCRM

/// One message's way through an SMTP server: takes replies, answers with what to do next. It does no I/O.
///
/// Source: RFC 5321; RFC 3207 for STARTTLS, RFC 4954 and 4616 for AUTH PLAIN.
struct SMTPConversation {
  /// Whether mail may go unencrypted.
  enum Encryption: String, Sendable, CaseIterable {
    /// Never: a server without STARTTLS is not used.
    case required
    /// Only where the server cannot.
    case preferred
    /// Always: for a relay on the same machine.
    case off
  }

  struct Login: Sendable, Equatable {
    let user: String
    let password: String
  }

  /// What to do next.
  enum Action: Equatable {
    case send(String)
    /// The TLS handshake; when it is done, ``secured()`` goes on.
    case startTLS
    /// The message is through, or not; the lines are sent before the connection ends.
    case end(Delivery, last: String)
  }

  private enum State {
    case greeting
    case hello
    case startTLS
    case login
    case sender
    case recipient
    case data
    case text
    case over
  }

  private let sender: String
  private let recipient: String
  private let mail: String
  private let host: String
  private let encryption: Encryption
  private let login: Login?
  private var state = State.greeting
  private var isSecure = false

  init(
    _ message: OutboundMessage, from sender: String, host: String, encryption: Encryption,
    login: Login?
  ) {
    self.sender = sender
    recipient = message.recipient
    mail = MailMessage(message, from: sender).text
    self.host = host
    self.encryption = encryption
    self.login = login
  }

  /// Takes a whole reply: its code, and what its lines say.
  mutating func reply(_ code: Int, _ lines: [String]) -> Action {
    switch state {
    case .greeting: return code == 220 ? hello() : failed(code)
    case .hello: return greeted(code, lines)
    case .startTLS: return code == 220 ? .startTLS : failed(code)
    case .login: return code == 235 ? begin() : failed(code, "SMTP_LOGIN_FAILED")
    case .sender:
      guard code / 100 == 2 else { return failed(code) }
      return go(.recipient, "RCPT TO:<\(recipient)>\r\n")
    case .recipient:
      guard code / 100 == 2 else { return recipientFailed(code) }
      return go(.data, "DATA\r\n")
    case .data: return code == 354 ? go(.text, mail + ".\r\n") : failed(code)
    case .text: return code / 100 == 2 ? end(.taken) : failed(code)
    case .over: return .send("")
    }
  }

  /// The connection is encrypted now: everything said before is forgotten.
  mutating func secured() -> Action {
    isSecure = true
    return hello()
  }

  private mutating func hello() -> Action { go(.hello, "EHLO \(host)\r\n") }

  private mutating func greeted(_ code: Int, _ lines: [String]) -> Action {
    guard code == 250 else { return failed(code) }
    let words = lines.dropFirst().map { $0.uppercased() }
    if !isSecure && encryption != .off {
      if words.contains("STARTTLS") { return go(.startTLS, "STARTTLS\r\n") }
      if encryption == .required { return end(.putOff(code: "STARTTLS_MISSING")) }
    }
    guard let login else { return begin() }
    // A password is only told where nobody listens.
    guard isSecure || encryption == .off else { return end(.putOff(code: "STARTTLS_MISSING")) }
    let secret = "\u{0}\(login.user)\u{0}\(login.password)"
    return go(.login, "AUTH PLAIN \(Data(secret.utf8).base64EncodedString())\r\n")
  }

  private mutating func begin() -> Action { go(.sender, "MAIL FROM:<\(sender)>\r\n") }

  /// What is wrong with the address, and only that, tells that nobody is there.
  private mutating func recipientFailed(_ code: Int) -> Action {
    switch code {
    case 550, 551, 553, 556: end(.bounced(code: "SMTP_\(code)"))
    // A full mailbox, says RFC 5321, 4.5.3.1.10, is to be taken for one that is full for now.
    case 552: end(.putOff(code: "SMTP_552"))
    default: failed(code)
    }
  }

  private mutating func failed(_ code: Int, _ word: String? = nil) -> Action {
    let name = word ?? ((200..<600).contains(code) ? "SMTP_\(code)" : "SMTP_MALFORMED")
    // Before the message is spoken of, a refusal is not the message's fault.
    let isOfMessage =
      switch state {
      case .recipient, .text: true
      default: false
      }
    return end(code / 100 == 5 && isOfMessage ? .refused(code: name) : .putOff(code: name))
  }

  private mutating func go(_ next: State, _ line: String) -> Action {
    state = next
    return .send(line)
  }

  private mutating func end(_ delivery: Delivery) -> Action {
    state = .over
    return .end(delivery, last: "QUIT\r\n")
  }
}
