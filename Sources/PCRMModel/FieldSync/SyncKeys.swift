public import PCRMCore

/// What the ids of field sync that nothing is kept under are ids of.
public enum SyncKey {
  public enum Group {}
  public enum Boot {}
}

/// Id that mutations share when all or none of them is to happen.
public typealias SyncGroupID = ID<SyncKey.Group>
/// Id of one start of a device.
public typealias DeviceBootID = ID<SyncKey.Boot>
