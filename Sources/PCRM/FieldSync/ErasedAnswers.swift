import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A walk over what was answered in the last day and is kept for repeats of the same request: answers that hold something
/// of a customer who is being erased go. A repeat is then a new request, and refused: the customer is deleted.
struct ErasedAnswers {
  /// Keys of requests that are passed between two looks at the clock.
  private static let batch: Int64 = 2000

  /// The last key that was looked at.
  private var seq: Int64

  init(_ bytes: [UInt8]) {
    seq = bytes.count == 8 ? bytes.reduce(0) { $0 << 8 | Int64($1) } : 0
  }

  var isOver: Bool { seq == .max }
  var payload: [UInt8] { seq.position }

  /// Looks at the next keys, and removes those of answers about a customer.
  mutating func removeSome(of customer: CustomerID, _ writer: Writer) throws(Status) {
    let next = try writer.reader.first(
      "SELECT seq FROM request_key WHERE seq > $1 ORDER BY seq LIMIT 1", .integer(seq)
    ) { $0.integer(0) }
    guard let next else {
      seq = .max
      return
    }
    seq = next + Self.batch
    let answers = try writer.reader.all(
      """
      SELECT seq, method, answer FROM request_key WHERE seq >= $1 AND seq <= $2
        AND method LIKE 'pcrm.v1.FieldSyncService/%' ORDER BY seq
      """, .integer(next), .integer(seq)
    ) { (seq: $0.integer(0), method: $0.text(1), bytes: $0.bytes(2)) }
    for answer in answers
    where try Self.customer(of: answer.bytes, to: answer.method) == customer {
      try writer.execute("DELETE FROM request_key WHERE seq = $1", .integer(answer.seq))
    }
  }

  /// Whom an answer is about; nobody for methods whose answers hold nothing of a customer.
  private static func customer(
    of answer: [UInt8], to method: String
  ) throws(Status) -> CustomerID? {
    do throws(DecodingFailure) {
      switch String(method.split(separator: "/").last ?? "") {
      case "ResolveConflict": return try SyncConflict(binary: answer).customerID
      case "ReleaseQuarantine":
        return try ReleaseQuarantineResponse(binary: answer).item?.customerID
      case "AddVisitNote": return try VisitNote(binary: answer).customerID
      default: return nil
      }
    } catch {
      throw .internalError
    }
  }
}
