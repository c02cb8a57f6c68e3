/// One way that cases of a sample took: the stages up to the present one, and how often it comes.
struct SampleCourse: Sendable {
  let type: String
  let path: [String]
  /// How often, beside the other courses of its type.
  let weight: Int
  /// Days for which a case has been in the last stage.
  let days: ClosedRange<Double>
  var isClosed = false

  private init(
    _ type: String, _ path: [String], _ weight: Int, _ days: ClosedRange<Double>,
    isClosed: Bool = false
  ) {
    self.type = type
    self.path = path
    self.weight = weight
    self.days = days
    self.isClosed = isClosed
  }

  /// Days that a case stays in a stage before it goes on.
  static let stay: [String: ClosedRange<Double>] = [
    "accident": 0.1...3, "phone_counselling": 0.5...6, "first_care": 2...12,
    "care_extension": 30...700, "care_end": 5...60, "disability_aftereffect": 30...300,
    "join": 2...12, "maintain": 40...900, "change": 1...5, "claim": 2...20, "received": 0.1...2,
    "in_progress": 1...9,
  ]

  private static let injury = [
    "accident", "phone_counselling", "first_care", "care_extension", "care_end",
    "disability_aftereffect", "return_to_society",
  ]

  /// The courses of a case type; empty for one that samples do not know.
  static func courses(of type: String) -> [SampleCourse] { all.filter { $0.type == type } }

  private static let all: [SampleCourse] = [
    SampleCourse("injury", Array(injury.prefix(1)), 30, 0...4),
    SampleCourse("injury", Array(injury.prefix(2)), 40, 0...6),
    SampleCourse("injury", Array(injury.prefix(3)), 90, 0...12),
    SampleCourse("injury", ["accident", "first_care"], 30, 0...12),
    SampleCourse("injury", Array(injury.prefix(4)), 240, 1...900),
    SampleCourse("injury", ["accident", "first_care", "care_extension"], 110, 1...500),
    SampleCourse("injury", Array(injury.prefix(5)), 60, 1...90),
    SampleCourse("injury", Array(injury.prefix(6)), 80, 1...500),
    SampleCourse("injury", injury, 50, 1...300),
    SampleCourse(
      "injury", ["accident", "first_care", "care_end"], 120, 5...60, isClosed: true),
    SampleCourse("injury", injury, 110, 20...200, isClosed: true),
    SampleCourse("injury", Array(injury.prefix(3)), 40, 3...12, isClosed: true),
    SampleCourse("insurance_contract", ["join"], 30, 0...12),
    SampleCourse("insurance_contract", ["join", "maintain"], 700, 1...1800),
    SampleCourse("insurance_contract", ["join", "maintain", "change"], 40, 0...6),
    SampleCourse("insurance_contract", ["join", "maintain", "claim"], 60, 0...20),
    SampleCourse("insurance_contract", ["join", "maintain", "end"], 170, 1...30, isClosed: true),
    SampleCourse("enquiry", ["received"], 60, 0...3),
    SampleCourse("enquiry", ["received", "in_progress"], 90, 0...9),
    SampleCourse("enquiry", ["received", "answered"], 550, 0...1, isClosed: true),
    SampleCourse("enquiry", ["received", "in_progress", "answered"], 300, 0...1, isClosed: true),
  ]
}

/// Injuries as they come, with the severity that goes with them.
enum SampleInjury {
  /// Of a thousand, the AIS grades 1 to 5.
  static let grades = [430, 300, 170, 70, 30]

  /// Diagnosis codes by the least severe grade at which they come.
  static let diagnoses: [(code: String, grades: ClosedRange<Int32>)] = [
    ("S61.0", 1...1), ("S93.4", 1...2), ("S60.2", 1...1), ("M54.5", 1...2), ("M75.1", 1...3),
    ("S52.5", 2...3), ("S62.6", 1...2), ("S82.1", 2...4), ("M51.1", 2...3), ("G56.0", 1...2),
    ("S72.0", 3...4), ("S32.0", 3...4), ("S22.4", 2...4), ("T31.3", 3...5), ("S06.5", 4...5),
    ("I63.9", 3...5), ("I61.9", 4...5), ("I21.9", 3...5), ("S14.1", 4...5), ("T79.4", 5...5),
  ]

  static let summaries = [
    "떨어짐", "넘어짐", "끼임", "부딪힘", "물체에 맞음", "무리한 동작", "업무상 질병", "교통사고", "베임",
    "화상",
  ]
}
