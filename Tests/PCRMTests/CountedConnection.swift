import PCRMCore
import Storage

/// A connection that notes each statement that goes through it.
final class CountedConnection: Connection {
  private let inner: any Connection
  private(set) var statements: [String] = []

  init(_ inner: any Connection) { self.inner = inner }

  func run(
    _ sql: SQL, _ arguments: [Value], _ row: (any Row) throws(Status) -> Bool
  ) throws(Status) -> Int {
    switch sql.sqlite {
    case .fixed(let text): statements.append("\(text)")
    case .built(let text): statements.append(text)
    }
    return try inner.run(sql, arguments, row)
  }

  func checkMayGoOn() throws(Status) { try inner.checkMayGoOn() }
}
