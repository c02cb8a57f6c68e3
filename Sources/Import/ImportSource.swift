public import PCRMModel

/// A file that yields customers one after the other, in little memory.
public protocol ImportSource {
  /// The scheme of the external id by which its customers are found again.
  var scheme: String { get }
  /// The next record, or nil at the end of the file.
  mutating func next() throws(ImportFailure) -> ImportItem?
  /// How many bytes were read until now.
  var bytesRead: Int { get }
  /// What the reader should know about the file as a whole, once it was read.
  var notes: [String] { get }
}

/// One record of a file: a customer to send, or why there is none.
public enum ImportItem: Sendable {
  /// A customer, with the line on which its record begins.
  case customer(line: Int, Customer)
  /// A record that cannot be a customer, with every fault that was found in it.
  case rejected(line: Int, [Rejection])
}
