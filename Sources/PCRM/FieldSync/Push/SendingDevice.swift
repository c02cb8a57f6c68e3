import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A device as what it sends is seen: whose it is, and how far it has come.
struct SendingDevice {
  let id: DeviceID
  let staff: StaffID
  /// In whose name things are done when nobody calls.
  let principal: PrincipalID
  let isRevoked: Bool
  let lastN: Int64
  let ackedN: Int64
  let durableN: Int64
  let pullTime: Timestamp?
}

extension Reader {
  /// A device, whoever's it is.
  func sendingDevice(_ id: DeviceID) throws(Status) -> SendingDevice? {
    try first(
      """
      SELECT staff, principal, state, last_n, acked_n, durable_n, pulled_at FROM device
      WHERE id = $1
      """, .id(id)
    ) { row in
      SendingDevice(
        id: id, staff: row.id(0), principal: row.id(1), isRevoked: row.integer(2) == 2,
        lastN: row.integer(3), ackedN: row.integer(4), durableN: row.integer(5),
        pullTime: row.timeOrNil(6))
    }
  }

  /// The caller's own device.
  func sendingDevice(
    _ id: DeviceID, _ field: String, _ caller: Caller
  ) throws(Status) -> SendingDevice {
    if id.isEmpty { throw .required(field) }
    guard let device = try sendingDevice(id), !caller.staff.isEmpty, device.staff == caller.staff
    else {
      throw Status.notFound(field, "there is no such device of yours").with("entity", "device")
    }
    return device
  }
}
