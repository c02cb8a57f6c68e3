import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension FieldSyncService {
  @Sendable
  func watchMyChanges(
    _ request: WatchMyChangesRequest, _ caller: Caller
  ) throws(Status) -> SyncWatch {
    SyncWatch(request, caller)
  }
}

/// Says "pull now" whenever the feed of a device's member of staff has grown, and once at the beginning.
struct SyncWatch: PageSource {
  private let request: WatchMyChangesRequest
  private let caller: Caller
  private var told: Int64?

  init(_ request: WatchMyChangesRequest, _ caller: Caller) {
    self.request = request
    self.caller = caller
  }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<MyChange> {
    // Asked each time: a device that is taken out of service hears so at once.
    let device = try reader.ownDevice(request.deviceID, caller)
    if device.state != .active { throw .deviceRevoked("device_id") }
    let end = try reader.feedEnd(of: device.staffID)
    if let told, told >= end { return StreamPage([], then: .wait) }
    told = end
    return StreamPage([message], then: .wait)
  }

  var signOfLife: MyChange? { message }

  private var message: MyChange {
    var message = MyChange()
    message.seq = told ?? 0
    return message
  }
}
