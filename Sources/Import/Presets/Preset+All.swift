extension Preset {
  /// Every preset, in the order in which a new agency would apply them.
  public static let all: [Preset] = [
    injuryCycle,
    insuranceContract,
    enquiry,
    segments,
    supportGroups,
    managementLevels,
    needWeights,
    serviceModels,
    dutyMatrix2005,
    dutyMatrix2010,
    authorityLimits,
    qualifications,
    loadWeights,
    staffing,
    visitPlans,
    visitRules,
  ]
}
