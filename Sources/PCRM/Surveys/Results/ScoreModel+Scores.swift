import PCRMCore
import PCRMModel
import SurveyScores

/// The contract's models as those who count have them.
extension ScoreScale {
  var points: PointScale {
    let conversion: PointScale.Conversion =
      switch conversion {
      case .range: .range
      case .ratio: .ratio
      default: .raw
      }
    return PointScale(min: min, max: max, conversion: conversion)
  }
}

extension ScoreModel {
  /// The composite score; nil where the model has none.
  var composite: IndexModel? {
    guard let index, let scale = index.scale else { return nil }
    return IndexModel(
      name: name, version: Int(version), scale: scale.points,
      dimensions: index.dimensions.map {
        IndexModel.Dimension(
          name: $0.name, weight: Self.weight($0.weight), items: $0.items.map(\.item))
      }, overall: index.overall.map(\.item), overallShare: index.overallShare)
  }

  fileprivate static func weight(_ weight: Double) -> Double { weight == 0 ? 1 : weight }
}

extension ScoreItem {
  fileprivate var item: IndexModel.Item {
    IndexModel.Item(
      question: question, expectation: expectation.isEmpty ? nil : expectation,
      weight: ScoreModel.weight(weight))
  }
}

extension ScoreEstimate {
  init(_ estimate: Estimate) {
    self.init()
    value = estimate.value
    hasInterval = estimate.interval != nil
    low = estimate.interval?.low ?? 0
    high = estimate.interval?.high ?? 0
    respondents = Int64(estimate.respondents)
    effectiveSize = estimate.effectiveSize.isFinite ? estimate.effectiveSize : 0
    designEffect = estimate.designEffect
  }
}
