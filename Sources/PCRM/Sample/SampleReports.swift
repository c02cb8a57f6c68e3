import PCRMCore
import PCRMModel
import ProtobufCodec

/// What came of a sample's visits.
enum SampleReports {
  private static let notes = ["통증이 줄었다.", "걷기가 편해졌다.", "재활 운동을 시작했다.", "변화가 없다."]
  private static let papers = ["care_extension", "temporary_disability", "disability_claim"]
  private static let questions = ["추가 상병을 신청할 수 있는지", "휴업급여 지급일", "재활 스포츠 지원 조건"]

  /// A report with the parts that the level of care asks for, and sometimes more.
  static func report(
    of visit: Visit, _ document: Case?, _ random: inout SplitMix64
  ) -> VisitReport {
    var report = VisitReport()
    report.visitID = visit.id
    report.version = 1
    report.customerID = visit.customerID
    report.caseID = visit.caseID
    report.staffID = visit.staffID
    report.officeID = visit.officeID
    report.managementLevel = document?.managementLevel ?? .unspecified
    report.stage = document?.stage ?? ""
    report.createTime = visit.closeTime
    report.visitTime = visit.startTime
    var contact = ContactPart()
    contact.outcome = .met
    contact.relationship =
      [.acquainted, .welcome, .welcome, .familiar].randomElement(using: &random) ?? .welcome
    contact.met = ["본인", "본인, 배우자", "본인, 모친"].randomElement(using: &random) ?? "본인"
    report.contact = contact
    guard document != nil else { return report }
    var condition = ConditionPart()
    condition.rating =
      [.asExpected, .asExpected, .better, .worse].randomElement(using: &random) ?? .asExpected
    condition.note = notes.randomElement(using: &random) ?? ""
    report.condition = condition
    report.papers = papersPart(&random)
    let isIntensive = report.managementLevel == .intensive
    if isIntensive || Bool.random(using: &random) {
      var support = SupportPart()
      support.kinds = [
        [.psychological, .social, .vocational, .family].randomElement(using: &random) ?? .social
      ]
      report.support = support
    }
    if isIntensive || Bool.random(using: &random) {
      var part = QuestionsPart()
      if let text = questions.randomElement(using: &random), Bool.random(using: &random) {
        var question = CustomerQuestion()
        question.text = text
        question.answered = true
        question.answer = "안내함"
        part.questions = [question]
      } else {
        part.none = true
      }
      report.questions = part
    }
    return report
  }

  private static func papersPart(_ random: inout SplitMix64) -> PapersPart {
    var part = PapersPart()
    guard Bool.random(using: &random), let code = papers.randomElement(using: &random) else {
      part.none = true
      return part
    }
    var paper = GuidedPaper()
    paper.code = code
    paper.step =
      [.explained, .handedOut, .filledIn, .received].randomElement(using: &random) ?? .explained
    part.papers = [paper]
    return part
  }
}
