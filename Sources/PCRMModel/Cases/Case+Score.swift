extension Case {
  /// The need score × 1,000; nil while there is none.
  public var needScore: Int64? {
    get { if case .needScore(let score)? = score { score } else { nil } }
    set { score = newValue.map(Score.needScore) }
  }
}
