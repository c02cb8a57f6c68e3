/// Where a server listens, or where a client finds it.
public enum Endpoint: Sendable, Hashable {
  /// An IPv4 or IPv6 address or a host name; port 0 lets the system choose one.
  case tcp(host: String, port: Int)
  case unix(path: String)

  /// Reads `HOST:PORT`, `[IPv6]:PORT` or `unix:PATH`; nil when it is none of them.
  public init?(_ text: String) {
    if text.hasPrefix("unix:") {
      var path = text.dropFirst(5)
      // unix:///path is written by those who think of it as a URL.
      if path.hasPrefix("//") { path = path.dropFirst(2) }
      guard !path.isEmpty else { return nil }
      self = .unix(path: String(path))
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self = .tcp(host: String(host), port: port)
  }
}

extension Endpoint: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
