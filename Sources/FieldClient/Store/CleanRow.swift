import PCRMCore
import PCRMModel
import ProtobufCodec

/// Rows as they lie in the store.
enum CleanRow {
  /// What a sealed row is bound to: it is of no use as another row, or as another version of it.
  private static func bound(_ key: SyncRowKey, _ version: Int64) -> [UInt8] {
    var bytes = key.id.withBytes { [UInt8]($0) }
    withUnsafeBytes(of: key.entity.rawValue.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: version.bigEndian) { bytes.append(contentsOf: $0) }
    return bytes
  }

  static func seal(
    _ row: SyncRow, _ key: SyncRowKey, _ cipher: FieldCipher
  ) throws(Status) -> [UInt8] {
    try cipher.seal(row.binary(), bound: bound(key, row.version))
  }

  static func open(
    _ sealed: [UInt8], _ key: SyncRowKey, version: Int64, _ cipher: FieldCipher
  ) throws(Status) -> SyncRow {
    do throws(Status) {
      return try FieldStored.decode(try cipher.open(sealed, bound: bound(key, version)))
    } catch {
      throw .rowDamaged
    }
  }
}

extension Status {
  /// A row that the server can bring again.
  static let rowDamaged = Status(
    .dataLoss, "row: something that the device carries is damaged; sync to fetch everything anew",
    ErrorInfo(reason: "STORE_DAMAGED", field: "row"))
}
