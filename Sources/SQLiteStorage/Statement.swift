import CSQLite
import PCRMCore
import Storage

/// A prepared statement, and the row it stands on.
final class Statement: Row {
  let pointer: OpaquePointer
  /// Whether it leaves the database as it is.
  let isReadOnly: Bool
  let text: String
  /// Which argument each parameter takes: SQLite numbers `$2, $1` by first appearance.
  private let order: [Int]
  private let argumentCount: Int
  fileprivate(set) var isLeased = false

  /// Takes over a prepared statement; answers nil when a parameter is not called `$1`, `$2`, ….
  init?(_ pointer: OpaquePointer, text: String) {
    self.pointer = pointer
    self.text = text
    isReadOnly = sqlite3_stmt_readonly(pointer) != 0
    var order: [Int] = []
    for index in 0..<sqlite3_bind_parameter_count(pointer) {
      guard let name = sqlite3_bind_parameter_name(pointer, index + 1),
        let number = Int(String(cString: name).dropFirst()), number > 0
      else {
        sqlite3_finalize(pointer)
        return nil
      }
      order.append(number - 1)
    }
    self.order = order
    argumentCount = (order.max() ?? -1) + 1
  }

  deinit { sqlite3_finalize(pointer) }

  /// Binds the arguments; answers false when there are more or fewer than the text names.
  func bind(_ arguments: [Value]) -> Bool {
    guard arguments.count == argumentCount else { return false }
    for (index, argument) in order.enumerated() {
      guard bind(arguments[argument], to: Int32(index + 1)) == SQLITE_OK else { return false }
    }
    return true
  }

  private func bind(_ value: Value, to index: Int32) -> Int32 {
    switch value {
    case .null:
      return sqlite3_bind_null(pointer, index)
    case .integer(let integer):
      return sqlite3_bind_int64(pointer, index, integer)
    case .real(let real):
      return sqlite3_bind_double(pointer, index, real)
    case .text(var text):
      return text.withUTF8 {
        pcrm_sqlite3_bind_text(pointer, index, $0.baseAddress, Int32(clamping: $0.count))
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        pcrm_sqlite3_bind_blob(pointer, index, $0.baseAddress, Int32(clamping: $0.count))
      }
    case .key(let high, let low):
      return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
        pcrm_sqlite3_bind_blob(pointer, index, $0.baseAddress, 16)
      }
    }
  }

  // MARK: Row

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
  }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(pointer, Int32(column)) }

  func real(_ column: Int) -> Double { sqlite3_column_double(pointer, Int32(column)) }

  func raw(_ column: Int) -> UnsafeRawBufferPointer {
    // Of a text this gives the UTF-8 bytes as they lie in the page, without a copy to add a final zero.
    let start = sqlite3_column_blob(pointer, Int32(column))
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column))))
  }
}

/// The right to run a statement: ends by resetting it and letting go of its arguments.
struct StatementLease: ~Copyable {
  let statement: Statement

  init(_ statement: Statement) {
    self.statement = statement
    statement.isLeased = true
  }

  deinit {
    sqlite3_reset(statement.pointer)
    sqlite3_clear_bindings(statement.pointer)
    statement.isLeased = false
  }
}
