extension Message {
  /// Replaces in this message what the mask names with what `patch` has; what `patch` lacks is
  /// cleared.
  ///
  /// A path into a message merges that message; a list is only replaced as a whole. `*` names
  /// everything, and a mask without paths nothing. Nothing changes when a path is refused.
  public mutating func update(from patch: Self, mask: FieldMask) throws(DecodingFailure) {
    let tree = try MaskTree(mask)
    try tree.check(Self.self, entersLists: false)
    update(from: patch, tree)
  }

  /// The message with only what the mask names; a path may lead into the messages of a list.
  ///
  /// `*` names everything, and a mask without paths nothing.
  public func masked(to mask: FieldMask) throws(DecodingFailure) -> Self {
    let tree = try MaskTree(mask)
    try tree.check(Self.self, entersLists: true)
    var copy = self
    copy.keep(tree)
    return copy
  }

  mutating func update(from patch: Self, _ tree: MaskTree) {
    if tree.isWhole { return self = patch }
    var collector = MaskCollector(tree: tree)
    var patch = patch
    // Neither walk has anything to refuse: the paths were checked before.
    do throws(DecodingFailure) {
      try patch.fields(&collector)
      var updater = MaskUpdater(tree: tree, held: collector.held)
      try fields(&updater)
    } catch {}
  }

  mutating func keep(_ tree: MaskTree) {
    if tree.isWhole { return }
    var keeper = MaskKeeper(tree: tree)
    do throws(DecodingFailure) { try fields(&keeper) } catch {}
  }
}
