import FieldClient
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Where a device stands, for programs: what people see as lines is here in fields.
struct FieldState {
  private let device: Device
  /// Names and numbers, in the order in which they are printed.
  private let counts: [(name: String, count: Int)]
  private let entries: [FieldQueueEntry]
  private let uploads: [FieldUpload]

  init(_ status: FieldStatus, _ client: FieldClient) throws {
    entries = try client.queue().filter { $0.result == nil || $0.isToBeSeen }
    uploads = try client.files().filter { $0.state != .uploaded }
    let isReadable = !status.isRevoked && !status.isLeaseOver && status.pullTime != nil
    let conflicts = isReadable ? try client.conflicts().count : 0
    let outcomes = entries.compactMap { $0.result?.outcome }
    let refused = outcomes.count { $0 == .rejected }
    let quarantined = outcomes.count { $0 == .quarantined }
    counts = [
      ("unsent", status.unsent), ("refused", refused), ("quarantined", quarantined),
      ("conflicts", conflicts), ("filesToUpload", status.filesToUpload),
      ("filesGivenUp", status.filesGivenUp),
    ]
    var device = Device()
    device.id = status.deviceID
    device.name = status.name
    device.staffID = status.staffID
    device.state = status.isRevoked ? .revoked : .active
    var health = DeviceHealth()
    health.pullTime = status.pullTime
    health.queueLength = Int32(clamping: status.unsent)
    health.openConflicts = Int32(clamping: conflicts)
    health.quarantined = Int32(clamping: quarantined)
    health.lastFailure = status.failure
    health.lastN = status.lastN
    health.rows = Int32(clamping: status.rows)
    health.schemaRev = FieldClient.schemaRev
    device.health = health
    self.device = device
  }

  func print(_ format: OutputFormat) throws {
    switch format {
    case .csv: try Listing.one(device, format, columns)
    case .json:
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
      let pretty = try JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      try Console.print(String(decoding: pretty, as: UTF8.self))
    default: try Console.print(json)
    }
  }

  private var columns: [Column<Device>] {
    let counted = counts.filter { $0.name != "unsent" }.map { name, count in
      Column<Device>(Self.snake(name)) { _ in String(count) }
    }
    return [
      Column("id") { $0.id.description },
      Column("staff_id") { $0.staffID.description },
      Column("state") { $0.state.word },
      Column("pull_time") { $0.health?.pullTime.text ?? "" },
      Column("queue_length") { String($0.health?.queueLength ?? 0) },
      Column("rows") { String($0.health?.rows ?? 0) },
      Column("last_failure") { $0.health?.lastFailure ?? "" },
    ] + counted
  }

  /// The device as the contract has it, and the rest beside it; counts and lists are there when they are empty too.
  private var json: String {
    let numbers = counts.map { "\"\($0.name)\":\($0.count)," }.joined()
    let changes = entries.map(Self.json).joined(separator: ",")
    let files = uploads.map(Self.json).joined(separator: ",")
    return "\(device.json().dropLast()),\(numbers)\"changes\":[\(changes)],\"files\":[\(files)]}"
  }

  /// A change without what it says of people: `n`, what it is about, and what became of it.
  private static func json(_ entry: FieldQueueEntry) -> String {
    var about = Mutation()
    about.n = entry.mutation.n
    about.id = entry.mutation.id
    about.entity = entry.mutation.entity
    about.entityID = entry.mutation.entityID
    about.op = entry.mutation.op
    about.fields = entry.mutation.fields
    let state =
      switch entry.state {
      case .waiting: "WAITING"
      case .sent: "SENT"
      case .answered: "ANSWERED"
      }
    let result = entry.result.map { ",\"result\":\($0.json())" } ?? ""
    return "\(about.json().dropLast()),\"state\":\"\(state)\"\(result)}"
  }

  private static func json(_ file: FieldUpload) -> String {
    let state = file.state == .givenUp ? "GIVEN_UP" : "WAITING"
    let reason = file.reason.isEmpty ? "" : ",\"reason\":\"\(file.reason)\""
    return "{\"state\":\"\(state)\"\(reason),\"attachment\":\(file.attachment.json())}"
  }

  private static func snake(_ name: String) -> String {
    name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
  }
}
