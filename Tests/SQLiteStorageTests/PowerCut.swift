import CRecordingDisk
import Glibc
import PCRMCore

/// What a power cut may leave of the files that were written through the recording disk.
///
/// A file's bytes are safe up to its last sync. Of what was written later each disk sector of 512 bytes may or may not
/// have arrived, in any order, unless the disk was kind.
struct PowerCut {
  /// One file while the record is played back.
  private struct File {
    var safe: [UInt8] = []
    /// Indexes of events since the last sync.
    var loose: [Int] = []
  }

  /// What becomes of writes that no sync has covered.
  private enum Fate: CaseIterable {
    case allArrived
    case noneArrived
    case someArrived
    case someSectorsArrived
    case tornAfterSome
  }

  private static let sector = 512
  private let events: [recorded_event]
  private var files: [Int32: File] = [:]
  private var played = 0
  private var random: SplitMix64
  /// The marks passed so far, in order.
  private(set) var marks: [Int64] = []

  /// Reads the record; it must not be written to any more.
  init(seed: UInt64) {
    events = (0..<recording_count()).map { recording_event($0) }
    random = SplitMix64(seed: seed)
  }

  var count: Int { events.count }

  /// Plays back all before the event at `point`, which must not be smaller than before.
  mutating func play(to point: Int) {
    for index in played..<point {
      let event = events[index]
      switch event.kind {
      case Int32(RECORD_MARK): marks.append(event.offset)
      case Int32(RECORD_DELETE): files[event.file] = nil
      case Int32(RECORD_SYNC):
        guard var file = files[event.file] else { continue }
        for loose in file.loose { Self.apply(events[loose], to: &file.safe) }
        file.loose = []
        files[event.file] = file
      default: files[event.file, default: File()].loose.append(index)
      }
    }
    played = max(played, point)
  }

  /// Writes what a cut at this point leaves into `folder`.
  mutating func leave(in folder: String) {
    for (number, file) in files {
      var bytes = file.safe
      let fate = Fate.allCases[Int(random.next() % UInt64(Fate.allCases.count))]
      let torn = file.loose.isEmpty ? 0 : Int(random.next() % UInt64(file.loose.count))
      for (position, index) in file.loose.enumerated() {
        switch fate {
        case .noneArrived: break
        case .allArrived: Self.apply(events[index], to: &bytes)
        case .someArrived: if random.next() & 1 == 0 { Self.apply(events[index], to: &bytes) }
        case .someSectorsArrived:
          Self.apply(events[index], to: &bytes) { random.next() & 1 == 0 }
        case .tornAfterSome:
          if position < torn { Self.apply(events[index], to: &bytes) }
          if position == torn {
            var left = random.next() % 9
            Self.apply(events[index], to: &bytes) {
              left = left > 0 ? left - 1 : 0
              return left > 0
            }
          }
        }
      }
      let path = String(cString: recording_file(number))
      let name = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
      guard let target = fopen("\(folder)/\(name)", "wb") else { continue }
      fwrite(bytes, 1, bytes.count, target)
      fclose(target)
    }
  }

  /// Does what an event did to a file, as far as its sectors arrived.
  private static func apply(
    _ event: recorded_event, to bytes: inout [UInt8], arrived: () -> Bool = { true }
  ) {
    let start = Int(event.offset)
    if event.kind == Int32(RECORD_TRUNCATE) {
      guard arrived() else { return }
      if bytes.count > start { bytes.removeLast(bytes.count - start) }
      return
    }
    var from = start
    let end = start + Int(event.count)
    while from < end {
      let to = min(end, (from / sector + 1) * sector)
      if arrived() {
        if bytes.count < to { bytes.append(contentsOf: repeatElement(0, count: to - bytes.count)) }
        for index in from..<to { bytes[index] = event.bytes[index - start] }
      }
      from = to
    }
  }
}
