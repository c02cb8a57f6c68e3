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
    if request.deviceID.isEmpty { throw .required("device_id") }
    // Asked each time: a device that is taken out of service hears so at once.
    guard let state = try reader.watched(request.deviceID), !caller.staff.isEmpty,
      state.staff == caller.staff
    else { throw .noDevice("device_id") }
    if state.isRevoked { throw .deviceRevoked("device_id") }
    if let told, told >= state.end { return StreamPage([], then: .wait) }
    told = state.end
    return StreamPage([message], then: .wait)
  }

  var signOfLife: MyChange? { message }

  /// Twelve hundred of these wait at a time: a commit wakes those alone whose feed it wrote.
  var newsTopic: NewsTopic? { NewsTopic(caller.staff) }

  private var message: MyChange {
    var message = MyChange()
    message.seq = told ?? 0
    return message
  }
}

extension Reader {
  /// Whose a device is, whether it is out of service, and the newest place of that member of staff's feed: all that a
  /// stream looks at when it is woken, in one statement.
  fileprivate func watched(
    _ device: DeviceID
  ) throws(Status) -> (staff: StaffID, isRevoked: Bool, end: Int64)? {
    try first(
      """
      SELECT d.staff, d.state, coalesce(
          (SELECT f.seq FROM sync_feed f WHERE f.staff = d.staff ORDER BY f.seq DESC LIMIT 1), 0),
        (SELECT rules_seq FROM sync_state WHERE one = 1)
      FROM device d WHERE d.id = $1
      """, .id(device)
    ) { row in
      (
        staff: row.id(0), isRevoked: row.integer(1) != 1,
        end: max(row.integer(2), row.integer(3))
      )
    }
  }
}
