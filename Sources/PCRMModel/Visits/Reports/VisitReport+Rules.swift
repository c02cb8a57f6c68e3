public import PCRMCore
import ProtobufCodec

extension VisitReport {
  /// Refuses a report that breaks a rule of its fields.
  ///
  /// - Parameter information: codes that may be given as information; empty = any.
  public func check(_ field: String = "report", information: [String] = []) throws(Status) {
    try contact?.check("\(field).contact")
    try condition?.check("\(field).condition")
    try papers?.check("\(field).papers")
    try support?.check("\(field).support")
    try questions?.check("\(field).questions")
    try adoption?.check("\(field).adoption", information: information)
    try Codes.check(needs, "\(field).needs", "", max: 200)
    try Codes.check(hardships, "\(field).hardships", "", max: 200)
    if noNeeds && !(needs.isEmpty && hardships.isEmpty) {
      throw .malformed("\(field).no_needs", "false where there are needs or hardships")
    }
  }

  /// Whether it says which needs and hardships there are.
  public var tellsNeeds: Bool { noNeeds || !needs.isEmpty || !hardships.isEmpty }

  /// What became of a petition, from what the report says and the paperwork that was done with it.
  public var petitionResult: PetitionResult {
    if papers?.petitionOpen == true { return .open }
    return paperworkCount > 0 ? .closed : .unspecified
  }

  /// The parts that say something, in their order.
  public var filledParts: [ReportPart] {
    let parts: [(part: ReportPart, isFilled: Bool)] = [
      (.contact, contact?.isFilled ?? false),
      (.condition, condition?.isFilled ?? false),
      (.papers, papers?.isFilled ?? false),
      (.support, support?.isFilled ?? false),
      (.questions, questions?.isFilled ?? false),
      (.adoption, adoption?.isFilled ?? false),
    ]
    return parts.filter(\.isFilled).map(\.part)
  }

  /// What a caller says in a report, without what the server writes.
  public var content: VisitReport {
    var copy = VisitReport()
    copy.visitID = visitID
    copy.contact = contact
    copy.condition = condition
    copy.papers = papers
    copy.support = support
    copy.questions = questions
    copy.adoption = adoption
    copy.noNeeds = noNeeds
    copy.needs = needs
    copy.hardships = hardships
    return copy
  }
}

extension ReportPart {
  /// Every part, in the order of a report.
  public static let all: [ReportPart] = [
    .contact, .condition, .papers, .support, .questions, .adoption,
  ]

  /// The name as errors have it: "contact".
  public var word: String {
    name.map { String($0.dropFirst("REPORT_PART_".count)).lowercased() } ?? String(rawValue)
  }
}

extension ContactPart {
  var isFilled: Bool { outcome != .unspecified }

  fileprivate func check(_ field: String) throws(Status) {
    try outcome.checkKnown("\(field).outcome")
    try relationship.checkKnown("\(field).relationship")
    try TextRules.check(met, "\(field).met", max: 200)
    try TextRules.check(note, "\(field).note", max: 1000)
  }
}

extension ConditionPart {
  var isFilled: Bool { rating != .unspecified || !note.isBlank }

  fileprivate func check(_ field: String) throws(Status) {
    try rating.checkKnown("\(field).rating")
    try TextRules.check(note, "\(field).note", max: 1000)
  }
}

extension PapersPart {
  var isFilled: Bool { none || !papers.isEmpty }

  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.check(note, "\(field).note", max: 1000)
    try Codes.check(papers.map(\.code), "\(field).papers", ".code", max: 50)
    for (index, paper) in papers.enumerated() {
      try paper.step.checkRequired("\(field).papers[\(index)].step")
    }
    if none && !papers.isEmpty { throw .malformed("\(field).none", "false where there are papers") }
  }
}

extension SupportPart {
  var isFilled: Bool { none || !kinds.isEmpty }

  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.check(note, "\(field).note", max: 1000)
    if kinds.count > 10 { throw .tooMany("\(field).kinds", max: 10) }
    for (index, kind) in kinds.enumerated() {
      try kind.checkRequired("\(field).kinds[\(index)]")
      if kinds[..<index].contains(kind) {
        throw .duplicate("\(field).kinds[\(index)]", "stands there already")
      }
    }
    if none && !kinds.isEmpty { throw .malformed("\(field).none", "false where there are kinds") }
  }
}

extension QuestionsPart {
  var isFilled: Bool { none || !questions.isEmpty }

  fileprivate func check(_ field: String) throws(Status) {
    if questions.count > 20 { throw .tooMany("\(field).questions", max: 20) }
    for (index, question) in questions.enumerated() {
      let place = "\(field).questions[\(index)]"
      try TextRules.checkRequired(question.text, "\(place).text", max: 500)
      try TextRules.check(question.answer, "\(place).answer", max: 1000)
      if !question.answered && !question.answer.isBlank {
        throw .malformed("\(place).answered", "true where there is an answer")
      }
    }
    if none && !questions.isEmpty {
      throw .malformed("\(field).none", "false where there are questions")
    }
  }
}

extension AdoptionPart {
  var isFilled: Bool { self != AdoptionPart() }

  fileprivate func check(_ field: String, information known: [String]) throws(Status) {
    try TextRules.check(note, "\(field).note", max: 1000)
    try Codes.check(information, "\(field).information", "", max: 50)
    if !known.isEmpty {
      try Codes.checkKnown(
        information, among: known, "\(field).information", "information in the report rules")
    }
    if remarks.count > 20 { throw .tooMany("\(field).remarks", max: 20) }
    for (index, remark) in remarks.enumerated() {
      let place = "\(field).remarks[\(index)]"
      try remark.kind.checkRequired("\(place).kind")
      try Codes.checkOptional(remark.topic, "\(place).topic")
      try TextRules.checkRequired(remark.text, "\(place).text", max: 1000)
    }
    if gifts.count > 10 { throw .tooMany("\(field).gifts", max: 10) }
    for (index, gift) in gifts.enumerated() {
      let place = "\(field).gifts[\(index)]"
      try TextRules.checkRequired(gift.what, "\(place).what", max: 200)
      if !(0...100_000_000).contains(gift.valueWon) {
        throw .outOfRange("\(place).value_won", min: 0, max: 100_000_000)
      }
    }
    if supportRequests.count > 10 { throw .tooMany("\(field).support_requests", max: 10) }
    for (index, request) in supportRequests.enumerated() {
      let place = "\(field).support_requests[\(index)]"
      try TextRules.checkRequired(request.what, "\(place).what", max: 500)
      if request.dueTime == nil { throw .required("\(place).due_time") }
    }
  }
}

extension CallBackResult {
  /// Refuses what a call cannot have found.
  public func check(_ field: String) throws(Status) {
    if !(0...5).contains(satisfaction) {
      throw .outOfRange("\(field).satisfaction", min: 0, max: 5)
    }
    try TextRules.check(note, "\(field).note", max: 1000)
    if !reached && (confirmed || satisfaction > 0) {
      throw .malformed("\(field).reached", "true where the customer said something")
    }
  }
}

extension FollowUp {
  /// Refuses a follow-up that breaks a rule of its fields.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 300)
    if dueTime == nil { throw .required("\(field).due_time") }
  }
}

extension String {
  /// Whether there is nothing to read in it.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x09 } }
}
