import ArgumentParser
import SyncProof

extension SyncTorture {
  /// Puts in one fault after the other, and looks for a history that notices it.
  func plantFaults() throws {
    #if SYNC_FAULTS
    var missed: [String] = []
    var campaign = Campaign()
    campaign.threads = threads
    campaign.isShrinking = !long
    if let kind = Campaign.Devices(rawValue: devices) { campaign.devices = kind }
    for fault in PlantedFault.all where only == nil || only == fault.name {
      let (failure, histories) = fault.caught(from: from, most: seeds, by: campaign)
      guard let failure else {
        missed.append(fault.name)
        print("\(fault.name): NOT noticed in \(histories) histories")
        continue
      }
      let steps = failure.history.operations.count
      print(
        "\(fault.name): noticed after \(histories) histories, in \(failure.history.name),"
          + " \(steps) steps: \(failure.breaches.first?.description ?? "")")
      if only != nil { print(failure.history) }
    }
    print("\(PlantedFault.all.count) faults, \(missed.count) not noticed")
    if !missed.isEmpty { throw ExitCode(1) }
    #else
    throw ValidationError("faults can be planted in a debug build only; build without -c release")
    #endif
  }
}
