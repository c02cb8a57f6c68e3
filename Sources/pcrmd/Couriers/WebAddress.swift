/// A web address as couriers know it: scheme, host, port and what is asked for.
struct WebAddress: Equatable, Sendable {
  var isEncrypted: Bool
  var host: String
  var port: Int
  /// Path and query.
  var target: String

  /// Reads `http://host[:port][/path]` or `https://…`; nothing where it is none.
  init?(_ text: String) {
    let rest: Substring
    if text.hasPrefix("https://") {
      isEncrypted = true
      rest = text.dropFirst(8)
    } else if text.hasPrefix("http://") {
      isEncrypted = false
      rest = text.dropFirst(7)
    } else {
      return nil
    }
    let isPlain = text.utf8.allSatisfy { (0x21..<0x7f).contains($0) }
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let place = rest[..<end]
    guard isPlain, !place.contains("@"), !rest.contains("#") else { return nil }
    port = isEncrypted ? 443 : 80
    var name = place
    let bracket = place.lastIndex(of: "]")
    if let colon = place.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? true {
      guard let number = Int(place[place.index(after: colon)...]), (1...65_535).contains(number)
      else { return nil }
      port = number
      name = place[..<colon]
    }
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    guard !name.isEmpty else { return nil }
    host = String(name)
    let target = String(rest[end...])
    self.target = target.hasPrefix("/") ? target : "/" + target
  }

  /// What a request says in its Host header.
  var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
  }
}
