/// One node of a filled form.
struct FormNode: Sendable, Equatable {
  let definition: Int
  /// -1 for the form itself.
  let parent: Int
  /// Its number among the instances of its repeat, from 1.
  var position = 1
  /// One for each child of the definition.
  var slots: [Slot] = []
  /// What was answered, or worked out.
  var text = ""
  /// Bytes of the text that were worked out, as ``FormState/workedBytes`` has them.
  var workedBytes = 0
  /// Whether it counts, with everything above it.
  var isRelevant = false
  /// What others last saw: nothing of a node that is not relevant.
  var seen: String?
  var isAlive = true

  /// The nodes of one child: one, or the instances of a repeat.
  struct Slot: Sendable, Equatable {
    var nodes: [Int] = []
    /// So many instances count.
    var limit = Int.max
  }
}

/// What a change of an answer brought with it.
public struct FormChange: Sendable, Equatable {
  /// What happened.
  public enum Kind: Sendable, Equatable {
    /// It is asked from now on.
    case shown
    /// It is not asked any more; its answer waits, and is dropped when the form is finished so.
    case hidden
    /// Its value was worked out anew.
    case calculated(String)
    /// An instance of a repeat came to be.
    case added
  }

  public let path: String
  public let kind: Kind

  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
