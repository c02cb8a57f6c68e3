import PCRMCore
import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Work without a network: what devices of field staff call, and those who look after them.
struct FieldSyncService {
  static let name = "pcrm.v1.FieldSyncService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, down + devices + up)
  }

  private var down: [Method] {
    [
      .write("Hello", .syncVisits, hello, subjects: .nobody),
      .scan("Pull", .syncVisits, answers: PullResponse.self, pull),
      .stream("WatchMyChanges", .syncVisits, watchMyChanges, subjects: .nobody),
    ]
  }

  private var devices: [Method] {
    [
      .scan("ListDevices", .superviseSync, listDevices, subjects: .nobody),
      .write("RevokeDevice", .syncVisits, revokeDevice, subjects: .nobody),
      .write("ConfirmBackup", .confirmBackups, confirmBackup, subjects: .nobody),
    ]
  }
}

extension HelloRequest: WriteRequest {}
extension RevokeDeviceRequest: WriteRequest {}
extension ConfirmBackupRequest: WriteRequest {}
