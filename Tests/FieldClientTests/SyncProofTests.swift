import SyncProof
import Testing

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
