import Testing

@testable import SyncProof

/// Histories of devices, office, network, crashes and backups, each held against a plain serial model and to fourteen
/// invariants; `tools/sync-torture` runs more of them.
struct SyncProofTests {
  /// Courses of events at which other systems broke.
  @Test(arguments: [Campaign.Devices.carried, .plain])
  func histories(withNamesOn devices: Campaign.Devices) {
    var campaign = Campaign()
    campaign.devices = devices
    campaign.failuresMax = 3
    campaign.run(History.scenarios)
    #expect(campaign.failures.isEmpty, "\(campaign.report)")
  }

  /// 300 seeds; a failure is printed as short as it gets.
  @Test func randomHistories() {
    var campaign = Campaign()
    campaign.run((1...300).map { History(Seed($0)) })
    #expect(campaign.failures.isEmpty, "\(campaign.report)")
    // A proof that did nothing proves nothing.
    #expect(campaign.tally.pushes > 3000 && campaign.tally.rows > 10_000)
    #expect(campaign.tally.crashes > 100 && campaign.tally.restores > 20)
  }

  /// What is written down is read as the same: a failure can be replayed.
  @Test func historiesAreTexts() {
    for number in 1...50 {
      let history = History(Seed(UInt64(number)))
      #expect(History(text: history.description) == history)
    }
    #expect(History(text: "nothing of the kind") == nil)
  }

  /// Would catch a proof that does not look at devices that were told to wipe what they carry.
  @Test func aDeviceThatKeepsWhatItCarriesIsNoticed() throws {
    let history = History(
      "out of service", devices: 2,
      [
        Operation(.sync, 0, 0, Weather.fairValue), Operation(.revoke, 0, 0, 0),
        Operation(.sync, 0, 0, Weather.fairValue),
      ])
    for isObedient in [true, false] {
      let run = try HistoryRun(history) { number, clock in
        PlainDevice(number, clock: clock, isObedient: isObedient)
      }
      #expect(run.run().breaches.map(\.invariant) == (isObedient ? [] : [5]))
    }
  }

  /// Would catch a proof that does not look into the server's files, or not for what was written there.
  @Test func whatStaysInTheFilesIsNoticed() throws {
    let history = History(
      "erased", devices: 2,
      [
        Operation(.sync, 0, 0, Weather.fairValue), Operation(.officeJot, 0, 0, 1),
      ])
    let run = try HistoryRun(history) { number, clock in PlainDevice(number, clock: clock) }
    // As if the erasure had come to its end and left everything where it was.
    run.erased = Set(run.customers)
    let breaches = run.run().breaches
    #expect(breaches.map(\.invariant) == [11] && breaches[0].what.hasPrefix("pcrm.db still holds"))
  }

  /// Would catch a shrinker that leaves steps that are not needed, or loses one that is.
  @Test func shrinks() {
    let history = History(Seed(5))
    let needed = [history.operations[7], history.operations[30]]
    let short = Shrinker.shrink(history) { shorter in
      needed.allSatisfy { shorter.operations.contains($0) }
    }
    #expect(short.operations == needed)
  }
}
