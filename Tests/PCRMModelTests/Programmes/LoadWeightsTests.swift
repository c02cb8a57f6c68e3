import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

@Suite struct LoadWeightsTests {
  static var weights: LoadWeights {
    var weights = LoadWeights.initial
    weights.suspendedPermille = 250
    weights.adoptionLoad = 50
    weights.rules = [
      LoadRule("intensive", 1500) { $0.managementLevel = .intensive },
      LoadRule("severe", 700) {
        $0.severityScheme = .ais
        $0.severityGradeMin = 4
      },
      LoadRule("first_care", 300) {
        $0.caseType = "injury"
        $0.stage = "first_care"
      },
    ]
    return weights
  }

  /// Each row would catch a condition that is not asked, or asked of the wrong thing.
  static let loads: [(Int64, CaseProfile)] = [
    (1000, CaseProfile(type: "enquiry", stage: "open")),
    (1300, CaseProfile(type: "injury", stage: "first_care")),
    (1000, CaseProfile(type: "contract", stage: "first_care")),
    (2500, CaseProfile(type: "injury", stage: "care", managementLevel: .intensive)),
    (1000, CaseProfile(type: "injury", stage: "care", managementLevel: .general)),
    (1000, CaseProfile(type: "injury", stage: "care", severity: Severity(.ais, 3))),
    (1700, CaseProfile(type: "injury", stage: "care", severity: Severity(.ais, 5))),
    (1000, CaseProfile(type: "injury", stage: "care", severity: Severity(.aaam, 5))),
    (
      3500,
      CaseProfile(
        type: "injury", stage: "first_care", severity: Severity(.ais, 4),
        managementLevel: .intensive)
    ),
    (325, CaseProfile(type: "injury", stage: "first_care", isSuspended: true)),
  ]

  @Test(arguments: loads.indices) func aCaseCarriesTheSumOfItsRules(_ row: Int) {
    #expect(Self.weights.load(of: Self.loads[row].1) == Self.loads[row].0)
  }

  /// Would catch a part that is counted twice or left out.
  @Test func thePartsAddUpToTheLoad() {
    var random = SeededRandom(seed: 2)
    for _ in 0..<200 {
      var cases: [(profile: CaseProfile, count: Int)] = []
      for row in Self.loads where random.once(in: 2) {
        cases.append((row.1, Int(random.next() % 4)))
      }
      let adoptions = Int(random.next() % 3)
      let load = cases.reduce(Int64(adoptions) * 50) {
        $0 + Int64($1.count) * Self.weights.load(of: $1.profile)
      }
      let parts = Self.weights.parts(cases, adoptions: adoptions)
      #expect(parts.reduce(0) { $0 + $1.load } == load)
    }
  }

  /// Each row would catch a rule of the document that is not kept.
  static let bad: [(String, String, @Sendable (inout LoadWeights) -> Void)] = [
    ("FIELD_OUT_OF_RANGE", "weights.case_load", { $0.caseLoad = -1 }),
    ("FIELD_OUT_OF_RANGE", "weights.adoption_load", { $0.adoptionLoad = 1_000_001 }),
    ("FIELD_OUT_OF_RANGE", "weights.suspended_permille", { $0.suspendedPermille = 1001 }),
    ("FIELD_OUT_OF_RANGE", "weights.load_max", { $0.loadMax = -1 }),
    ("FIELD_TOO_LONG", "weights.note", { $0.note = String(repeating: "x", count: 501) }),
    ("FIELD_REQUIRED", "weights.rules[0].name", { $0.rules[0].name = "" }),
    ("FIELD_MALFORMED", "weights.rules[0].name", { $0.rules[0].name = "Intensive" }),
    ("DUPLICATE_ITEM", "weights.rules[1].name", { $0.rules[1].name = "intensive" }),
    ("DUPLICATE_ITEM", "weights.rules[0].name", { $0.rules[0].name = "adoption" }),
    ("FIELD_OUT_OF_RANGE", "weights.rules[2].load", { $0.rules[2].load = -5 }),
    (
      "FIELD_REQUIRED", "weights.rules[0].severity_scheme",
      { $0.rules[0].severityGradeMin = 2 }
    ),
    (
      "FIELD_MALFORMED", "weights.rules[1].severity_grade_max",
      { $0.rules[1].severityGradeMax = 3 }
    ),
    (
      "FIELD_MALFORMED", "weights.rules[0].management_level",
      { $0.rules[0].managementLevel = ManagementLevel(rawValue: 9) }
    ),
    (
      "TOO_MANY_ITEMS", "weights.rules",
      { $0.rules = (0...200).map { number in LoadRule("r\(number)", 1) { _ in } } }
    ),
    (
      "DUPLICATE_ITEM", "weights.capacities[1].job_group",
      { $0.capacities = [LoadCapacity(.medical, 900), LoadCapacity(.medical, 800)] }
    ),
    (
      "FIELD_OUT_OF_RANGE", "weights.capacities[0].capacity_permille",
      { $0.capacities = [LoadCapacity(.medical, 0)] }
    ),
  ]

  @Test(arguments: bad.indices) func badWeightsAreRefused(_ row: Int) {
    var weights = Self.weights
    Self.bad[row].2(&weights)
    do throws(Status) {
      try weights.check()
      Issue.record("row \(row) was taken")
    } catch {
      #expect(error.info.reason == Self.bad[row].0 && error.info.field == Self.bad[row].1)
    }
  }

  /// Would catch a share without a record of the field, and an alarm at the limit itself.
  @Test func paperworkThatDisplacesVisitsRaisesAnAlarm() {
    var assumptions = StaffingAssumptions()
    assumptions.minutesPerEntry = 10
    assumptions.officeShareMaxPermille = 600
    var field = FieldWork()
    field.minutes = 200
    #expect(assumptions.officeShare(entries: 50, field: nil) == (0, false))
    #expect(assumptions.officeShare(entries: 30, field: field) == (600, false))
    #expect(assumptions.officeShare(entries: 31, field: field) == (607, true))
    assumptions.officeShareMaxPermille = 0
    #expect(assumptions.officeShare(entries: 31, field: field) == (607, false))
  }
}

extension LoadRule {
  init(_ name: String, _ load: Int32, _ set: (inout LoadRule) -> Void) {
    self.init()
    self.name = name
    self.load = load
    set(&self)
  }
}

extension LoadCapacity {
  init(_ group: JobGroup, _ capacity: Int32) {
    self.init()
    jobGroup = group
    capacityPermille = capacity
  }
}
