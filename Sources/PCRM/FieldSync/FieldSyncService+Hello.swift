import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension FieldSyncService {
  /// Devices in service that one member of staff may have.
  static let devicesMax: Int64 = 8

  @Sendable
  func hello(
    _ request: HelloRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HelloResponse {
    try request.check()
    if caller.staff.isEmpty {
      throw .precondition("STAFF_MISSING", "device_id", "the principal is nobody of the staff")
    }
    var device: Device
    if let known = try writer.reader.device(request.deviceID) {
      guard known.staffID == caller.staff else { throw .deviceTaken }
      device = try writer.greet(known, request)
    } else {
      device = try writer.admit(request, caller)
    }
    if device.state == .active {
      let user = try writer.reader.syncUser(device.staffID)
      if user == nil || user?.state == .leaving { try writer.enrol(device.staffID) }
      // What is small is there at once; the rest is gathered as the device pulls.
      let stopAt = Instant.now().adding(nanoseconds: Writer.syncStepNanoseconds)
      _ = try writer.catchUp(device.staffID, stopAt: stopAt)
    }
    return try writer.reader.welcome(device)
  }
}

extension Writer {
  /// Takes a device that was not here before.
  fileprivate mutating func admit(
    _ request: HelloRequest, _ caller: Caller
  ) throws(Status) -> Device {
    if try reader.activeDeviceCount(of: caller.staff) >= FieldSyncService.devicesMax {
      throw .capReached(
        "device_id", "the member of staff has as many devices as anybody may; revoke one",
        max: Int(FieldSyncService.devicesMax))
    }
    var device = Device()
    device.id = request.deviceID
    device.version = 1
    device.staffID = caller.staff
    device.principalID = caller.principal
    device.name = request.name
    device.state = .active
    device.createTime = now
    device.health = request.health(at: now)
    try insert(device)
    changed(FeedEntity.device, device.id, version: 1)
    return device
  }

  /// Takes down what a device says of itself.
  fileprivate mutating func greet(
    _ known: Device, _ request: HelloRequest
  ) throws(Status) -> Device {
    var device = known
    if !request.name.isEmpty && request.name != known.name {
      device.name = request.name
      device.version += 1
      changed(FeedEntity.device, device.id, version: device.version, fields: "name")
    }
    let health = request.health(at: now)
    device.health?.seenTime = health.seenTime
    device.health?.queueLength = health.queueLength
    device.health?.lastFailure = health.lastFailure
    device.health?.schemaRev = health.schemaRev
    try store(device, ackedN: request.ackedN)
    return device
  }
}

extension Reader {
  fileprivate func welcome(_ device: Device) throws(Status) -> HelloResponse {
    guard let epoch = try epoch() else { throw .internalError }
    var response = HelloResponse()
    response.epoch = epoch.text
    response.lastN = device.health?.lastN ?? 0
    response.durableN = try marks(of: device.id).durableN
    response.serverTime = now
    response.limits = .standard
    response.staffID = device.staffID
    response.state = device.state
    response.highWater = try syncState().seq
    response.schemaRev = SyncLimits.schemaRev
    return response
  }
}

extension HelloRequest {
  fileprivate func check() throws(Status) {
    if deviceID.isEmpty { throw .required("device_id") }
    try deviceID.checkClientMade("device_id")
    try TextRules.check(name, "name", max: 100)
    if schemaRev < 1 { throw .outOfRange("schema_rev", min: 1, max: Int32.max) }
    if ackedN < 0 { throw .outOfRange("acked_n", min: 0, max: Int64.max) }
    if queueLength < 0 { throw .outOfRange("queue_length", min: 0, max: Int32.max) }
    try TextRules.check(lastFailure, "last_failure", max: 64)
  }

  fileprivate func health(at now: Timestamp) -> DeviceHealth {
    var health = DeviceHealth()
    health.seenTime = now
    health.queueLength = queueLength
    health.lastFailure = lastFailure
    health.schemaRev = schemaRev
    return health
  }
}

extension Status {
  fileprivate static let deviceTaken = Status(
    .alreadyExists,
    "device_id: belongs to another member of staff; an installation makes a new one for each",
    ErrorInfo(reason: "DEVICE_TAKEN", field: "device_id"))
}
