import FoundationEssentials
import Glibc
import PCRM
import PCRMCore
import PCRMModel

/// Puts each message into a folder, one JSON file a message, for whatever sends it on from there.
///
/// A file appears whole or not at all, under the message's id: one that comes twice stands there once.
struct FileCourier: Courier {
  let name = "file"
  let channels: Set<Channel>
  private let folder: String

  /// - Parameter folder: made when it is missing, for its owner alone.
  init(folder: String, channels: Set<Channel>) {
    self.folder = folder
    self.channels = channels
  }

  func deliver(_ message: OutboundMessage) async -> Delivery {
    guard let body = CourierMessage(message).json else { return .refused(code: "NO_TEXT") }
    mkdir(folder, 0o700)
    let path = "\(folder)/\(message.id).json"
    let fresh = path + ".new"
    unlink(fresh)
    let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return .putOff(code: "FILE_\(errno)") }
    let isWritten = Self.write(body, to: file) && fsync(file) == 0
    let failure = errno
    close(file)
    guard isWritten, rename(fresh, path) == 0 else {
      unlink(fresh)
      return .putOff(code: "FILE_\(failure)")
    }
    forceFolder()
    return .taken
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A name in a folder is on disk when the folder is.
  private func forceFolder() {
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if handle >= 0 {
      fsync(handle)
      close(handle)
    }
  }
}
