/// Histories with names: courses of events at which other systems broke, most of them from the suite of ODK's offline
/// entities.
extension History {
  /// A text that is short: "sync 0" is in fair weather unless it says otherwise.
  private init(_ name: String, _ devices: Int, crowd: Int = 0, _ text: String) {
    let fair = Weather.fairValue
    let lines = text.split(separator: "\n").compactMap { Operation($0) }
    self.init(
      name, devices: devices, crowd: crowd,
      lines.map { operation in
        var operation = operation
        if [.sync, .push, .pull].contains(operation.verb) && operation.value == 0 {
          operation.value = fair
        }
        if operation.value == -1 { operation.value = Weather.slowValue }
        return operation
      })
  }

  /// A member of staff who carries as much as a device is made for.
  public static let large = History(
    "ten thousand rows", 4, crowd: 10_000,
    "sync 0\nofficePhone 0 1 5\nnote 0 0 1\nsync 0\nsync 3\nworker 1 0\nsync 0\nsync 3")

  /// All of them but the large one.
  public static let scenarios: [History] = [
    History("a branch in order", 2, "sync 0\nnote 0 0 1\nnote 0 0 2\nplace 0 0 3\nsync 0\nsync 1"),
    History(
      "the server advanced first", 2,
      "sync 0\nnote 0 0 1\nofficeNote 0 0 2\nplace 0 0 3\nsync 0\nresolve 0 0 1\nsync 0"),
    History(
      "a branch interrupted by the office", 2,
      "sync 0\nnote 0 0 1\nsync 0\nnote 0 0 2\nofficeNote 0 0 3\nnote 0 0 4\nsync 0\nsync 0"),
    History(
      "a branch that begins with a new visit", 2,
      "sync 0\nplan 0 0 5\nsync 0\nnote 0 4 1\nstep 0 4 2\nstep 0 4 3\nsync 0"),
    History(
      "a gap in a branch", 2, "sync 0\nnote 0 0 1\nnote 0 1 2\nnote 0 0 3\nshuffle 0 0 2\nsync 0"),
    History("the later change first", 2, "sync 0\nnote 0 0 1\nnote 0 0 2\nshuffle 0 0 3\nsync 0"),
    History(
      "a change before what it changes is made", 2,
      "sync 0\nplan 0 0 5\njot 0 0 1\nshuffle 0 0 1\nsync 0"),
    History(
      "all backwards", 2, "sync 0\nnote 0 0 1\nplace 0 0 2\nnote 0 1 3\nshuffle 0 0 0\nsync 0"),
    History("a trunk that the server has not come to", 2, "sync 0\nnote 0 0 1\nbeyond 0\nsync 0"),
    History(
      "a wish that waits for the office", 2,
      "sync 0\nhand 0 0 1\nsync 0\nofficeResolve 0 0 1\nsync 0\nsync 1"),
    History(
      "two devices of one member of staff", 6,
      "sync 0\nsync 3\nnote 0 0 1\nnote 3 0 2\nsync 0\nsync 3\nsync 0\nresolve 3 0 1\nsync 3\nsync 0"
    ),
    History(
      "taken away with work on it", 3,
      "sync 0\nsync 1\nnote 0 0 1\nattempt 0 0 2\nreassign 1 0\nsync 0\nsync 1\nrelease 0 0 0\nsync 1"
    ),
    History(
      "taken away and given back between two pulls", 3,
      "sync 0\nreassign 1 0\nreassign 0 0\nsync 0\nsync 1"),
    History(
      "the last reason goes after the first", 3,
      "sync 0\nworker 3 0\nsync 0\nreassign 1 0\nsync 0\nreassign 1 6\nsync 0"),
    History(
      "moved, and its new visit handed to another", 2,
      "pull 1 10 64255\nshift 3 10 3786\nhand 5 10 54188\npull 3 5 33781\nnote 3 1 16711\nofficeResolve 1 6 8233"
    ),
    History(
      "a quarter of a year between a push and the pull", 3,
      "sync 3 4 6441\nnote 3 8 30863\npush 0 8 48711\nnote 0 1 38370\nclock 0 2 46201\nseason 5 3 43133\npush 0 3 6188\nboth 3 0 14495"
    ),
    History(
      "erased with work on what a lost store knew", 5,
      "backup 4 10 44841\nofficeShift 3 1 78751\nsync 4 0 42331\nrestore 0 7 22533\nnote 4 3 99348\npull 4 5 95733\nerase 4 1 39725"
    ),
    History(
      "done after it was cancelled", 2,
      "sync 0\nstep 0 0 2\nfinish 0 0 1\nofficeStep 0 0 0\nsync 0\nresolve 0 0 1\nsync 0"),
    History(
      "the day changes", 3,
      "sync 0\nsync 1\nsync 2\nday 0 0 0\nsync 0\nsync 1\nsleep 0 0 1\nsync 0\nsync 2"),
    History(
      "a store that was lost", 2,
      "sync 0\nnote 0 0 1\nsync 0\nbackup 0 0 1\nplace 0 0 2\njot 0 0 3\nsync 0\nnote 0 1 4\nrestore\nsync 0\nsync 1"
    ),
    History(
      "the answer is lost", 2,
      "sync 0\nattempt 0 0 1\njot 0 0 2\npush 0 0 3\npush 0 0 4\npush 0 0 5\npush 0 0 6\npush 0 0 7\nsync 0"
    ),
    History(
      "erased with work on it", 3,
      "sync 0\nnote 0 0 1\njot 0 0 2\nofficeNote 0 0 3\nsync 0\nnote 0 0 4\nerase 0 0\nsync 0\nsync 1"
    ),
    History(
      "a first pull in short pages, past what was removed", 6,
      "sync 0\nreassign 1 0\nsync 0\nreassign 1 2\nsync 0\nsync 3 0 -1\nsync 3"),
    History("out of service with a queue", 3, "sync 0\nnote 0 0 1\nrevoke 0\nsync 0\nsync 1"),
    History(
      "out of service, in a store that is then put back", 3,
      "sync 0\nbackup 0 0 1\nnote 0 0 1\nrevoke 0\nrestore\nsync 0\nofficeNote 0 0 2\nsync 0\nattempt 0 1 3"
    ),
    History(
      "suspended with a queue", 3, "sync 0\nnote 0 0 1\nsuspend 0\nsync 0\nsuspend 0\nsync 0"),
    History(
      "what was removed is forgotten", 3,
      "sync 0\nsync 1\nreassign 1 0\nsync 1\nseason\nsync 0\nsync 1"),
    History(
      "a store that was lost, and grew again", 3,
      "sync 0\nbackup 0 0 1\nnote 0 0 1\nsync 0\nofficeNote 0 0 2\nsync 0\nrestore\nofficePhone 0 0 3\n"
        + "officePhone 0 1 4\nofficePhone 0 2 5\nofficeNote 0 3 6\nofficeNote 0 6 7\nsync 0\nsync 1"
    ),
    History(
      "a file that was copied before a first pull is put back by hand", 5,
      "push 2 3 75508\nbackup 4 4 72107\npull 2 7 12747\nday 2 11 23664\nrestore 5 0 3"),
    History(
      "a file that ends before what a device has seen is put back by hand", 3,
      "backup 3 11 92515\npush 5 1 29199\nsync 4 0 59997\nnote 4 11 15159\nrestore 2 5 25963\npush 4 5 10781"
    ),
    History(
      "handed over, lost on the way, and built on a quarter of a year later", 2,
      "pull 0 6 11242\nboth 2 0 29451\npull 4 5 33340\nseason 2 6 61726\nplace 2 11 21463\npush 2 2 63781\nboth 4 8 45203"
    ),
    History(
      "gone on with after a conflict that it resolved itself", 4,
      "pull 4 5 73763\nofficeNote 1 3 78923\nnote 4 1 19553\ndelete 1 6 98866\npull 0 11 50810\n"
        + "resolve 4 2 89613\nnote 0 4 85350\npush 0 6 38648\nnote 0 0 35413"),
    History(
      "moved without a network, and done", 2,
      "sync 0\nshift 0 1 8\nattempt 0 1 1\njot 0 1 2\nfinish 0 1 4\nsync 0\nsync 1"),
    History(
      "moved without a network, and done before the next pull", 2,
      "sync 0\nshift 0 1 8\npush 0\nattempt 0 1 1\njot 0 1 2\nfinish 0 1 4\nsync 0\nsync 1"),
    History(
      "moved to another day without a network, and tried today", 2,
      "sync 0\nshift 0 1 14999\nattempt 0 1 1\nfinish 0 1 22895\nsync 0\nsync 1"),
    History(
      "moved by what it chose in a conflict, and done", 3,
      "pull 1 2 60034\nshift 1 1 14999\nofficeShift 5 4 59744\nday 3 5 31162\npull 1 0 36437\nresolve 4 7 14435\nfinish 1 4 22895"
    ),
    History(
      "a number of a quarter of a year ago comes again with something else", 2,
      "sync 5 3 87315\nplace 1 7 13556\npull 1 6 45196\nplan 3 10 75444\nseason 1 8 91030\nshuffle 1 11 26754\nreuse 3 10 3562"
    ),
    History(
      "away for a quarter of a year", 3,
      "sync 0\nsync 1\nreassign 1 0\nsync 1\nnote 0 1 1\nseason\nofficePlan 0 0 1\nsync 0\nsync 1"),
  ]
}
