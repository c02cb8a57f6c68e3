import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The keys of what a device carries: one for the rows, which a lease destroys, and one for the queue, which it does not.
struct FieldVault: Sendable {
  let keys: any FieldKeys

  enum Name: String, Sendable { case rows, queue }

  /// The cipher of a key; nil when the key was destroyed or never made.
  func cipher(_ name: Name, _ reader: Reader) throws(Status) -> FieldCipher? {
    let wrapped = try reader.first(
      "SELECT wrapped FROM secret WHERE name = $1", .text(name.rawValue)
    ) { (row) throws(Status) in row.bytes(0) }
    guard let wrapped else { return nil }
    return FieldCipher(try keys.unwrap(wrapped))
  }

  /// The cipher of a key, which is made when there is none.
  func makeCipher(_ name: Name, _ writer: Writer) throws(Status) -> FieldCipher {
    if let cipher = try cipher(name, writer.reader) { return cipher }
    let key = FieldCipher.newKey()
    try writer.execute(
      "INSERT INTO secret (name, wrapped) VALUES ($1, $2)", .text(name.rawValue),
      .blob(try keys.wrap(key)))
    return FieldCipher(key)
  }
}

extension Writer {
  /// Destroys the rows and their key; the queue stays.
  func destroyRows() throws(Status) {
    try execute("DELETE FROM secret WHERE name = 'rows'")
    try execute("DELETE FROM clean_row")
    try execute("DELETE FROM staged_row")
  }

  /// Destroys everything that came from people.
  func destroyAll() throws(Status) {
    try destroyRows()
    try execute("DELETE FROM secret")
    try execute("DELETE FROM queue")
    try execute("DELETE FROM form_draft")
    try execute("DELETE FROM file_piece")
    try execute("DELETE FROM upload")
    try execute("DELETE FROM number_block")
  }
}
