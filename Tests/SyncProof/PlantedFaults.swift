#if SYNC_FAULTS
import FieldClient
import PCRM

/// Mistakes that can be put into field sync, each of which the proof has to notice: so it is known that it looks.
public struct PlantedFault: Sendable {
  public var name: String
  private let put: @Sendable () -> Void

  /// Every one of them.
  public static let all: [PlantedFault] =
    SyncFault.allCases.map { fault in
      PlantedFault(name: "\(fault)") { SyncFault.plant(fault) }
    }
    + FieldFault.allCases.map { fault in
      PlantedFault(name: "\(fault)") { FieldFault.plant(fault) }
    }

  /// Puts it in, for the whole process.
  public func plant() { put() }

  /// Takes all of them out.
  public static func removeAll() {
    SyncFault.removeAll()
    FieldFault.removeAll()
  }

  /// The first history of those from a seed on that notices it, and how many were carried out.
  public func caught(from seed: UInt64, most: UInt64, by campaign: Campaign) -> (Failure?, Int) {
    plant()
    defer { Self.removeAll() }
    var campaign = campaign
    campaign.run(History.scenarios)
    if campaign.failures.isEmpty {
      // A device that forgets nothing by itself notices what the field client makes up for.
      campaign.devices = campaign.devices == .carried ? .plain : .carried
      campaign.run(History.scenarios)
    }
    var next = seed
    while campaign.failures.isEmpty && next < seed + most {
      campaign.run((next..<min(next + 20, seed + most)).map { History(Seed($0)) })
      next += 20
    }
    return (campaign.failures.first, campaign.histories)
  }
}
#endif
