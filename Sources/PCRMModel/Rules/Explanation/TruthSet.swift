/// The truths that a part of a rule may have.
struct TruthSet: OptionSet, Hashable {
  let rawValue: UInt8

  static let `false` = TruthSet(rawValue: 1)
  static let `true` = TruthSet(rawValue: 2)
  static let unknown = TruthSet(rawValue: 4)
  static let notTrue: TruthSet = [.false, .unknown]
  static let notFalse: TruthSet = [.true, .unknown]
  static let known: TruthSet = [.true, .false]
  static let all = TruthSet(rawValue: 7)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ truth: Truth) { self.init(rawValue: 1 << truth.rawValue) }

  /// The same of the opposite: true and false change places.
  var negated: TruthSet {
    var result = intersection(.unknown)
    if contains(.true) { result.insert(.false) }
    if contains(.false) { result.insert(.true) }
    return result
  }
}
