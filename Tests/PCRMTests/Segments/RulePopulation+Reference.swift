@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// The facts of the population, worked out from its documents by what the documentation says, and by nothing else.
extension RulePopulation {
  func facts(of person: Person, now: Int64) -> TestFacts {
    var facts = TestFacts(segments: person.segments)
    facts.values = scalars(of: person.customer).compactMapValues { $0 }
    facts.values.merge(sums(of: person.visits).compactMapValues { $0 }) { _, sum in sum }
    facts.values["tags"] = .list(person.customer.tags.map { .string($0) })
    for field in person.customer.extensions {
      facts.values["ext.\(field.name)"] = value(of: field)
    }
    facts.records["cases"] = person.cases.map(record)
    facts.records["consents"] = consents(of: person)
    facts.records["relations"] = relations(of: person, now: now)
    facts.records["visits"] = person.visits.map(record)
    // No survey has asked anybody here.
    facts.records["surveys"] = []
    return facts
  }

  private func text(_ text: String) -> RuleValue { .string(text) }

  private func known(_ text: String?) -> RuleValue? {
    guard let text, !text.isEmpty else { return nil }
    return .string(text)
  }

  private func time(_ time: Timestamp?) -> RuleValue? {
    time.map { .timestamp($0.seconds * 1_000_000 + Int64($0.nanos / 1000)) }
  }

  private func microseconds(_ time: Timestamp?) -> Int64 {
    time.map { $0.seconds * 1_000_000 + Int64($0.nanos / 1000) } ?? .min
  }

  private func code(of unit: UnitID) -> RuleValue? {
    known(units.first { !unit.isEmpty && $0.id == unit }?.code)
  }

  private func scalars(of customer: Customer) -> [String: RuleValue?] {
    let first = customer.addresses.first { $0.primary } ?? customer.addresses.first
    func reaches(_ kind: ContactPointKind) -> RuleValue {
      .bool(!customer.contactPoints.filter { $0.kind == kind && !$0.doNotContact }.isEmpty)
    }
    let sexes = ["female", "male", "other"]
    return [
      "kind": text(customer.kind == .person ? "person" : "organisation"),
      "sex": customer.sex == .unspecified ? nil : text(sexes[Int(customer.sex.rawValue) - 1]),
      "birth_date": customer.birthDate.flatMap(day),
      "language": known(customer.language),
      "home_office": code(of: customer.homeOfficeID),
      "case_worker": known(customer.caseWorkerID.description),
      "region": known(first?.region), "district": known(first?.locality),
      "postal_code": known(first?.postalCode),
      "has_mobile": reaches(.mobile), "has_phone": reaches(.phone), "has_email": reaches(.email),
      "has_messenger": reaches(.messenger), "has_address": .bool(first != nil),
      "created_at": time(customer.createTime), "updated_at": time(customer.updateTime),
    ]
  }

  /// A whole day; a lunar one by the tables, which have a test of their own.
  private func day(_ date: CivilDate) -> RuleValue? {
    if date.calendar == .lunar { return date.solarDay.map { .date($0.number) } }
    return date.day == 0 ? nil : .date(date.number)
  }

  private func value(of field: Extension) -> RuleValue? {
    switch field.value {
    case .text(let text): known(text)
    case .integer(let value): .int(value)
    case .decimal(let digits): Double(digits).map { .double($0) }
    case .boolean(let value): .bool(value)
    case .date(let date): .date(date.number)
    case .time(let time): self.time(time)
    case nil: nil
    }
  }

  private func record(_ document: Case) -> [String: RuleValue] {
    let statuses = ["open", "suspended", "closed"]
    let groups = ["general", "priority", "intensive", "parallel"]
    let scheme = document.severity.map { $0.scheme == .ais ? "ais" : "aaam" }
    let grade = document.severity.flatMap { $0.grade == 9 ? nil : RuleValue.int(Int64($0.grade)) }
    var score: RuleValue?
    if case .needScore(let thousandths)? = document.score {
      score = .double(Double(thousandths) / 1000)
    }
    let fields: [String: RuleValue?] = [
      "number": text(document.number), "type": text(document.type),
      "status": text(statuses[Int(document.status.rawValue) - 1]),
      "stage": text(document.stage), "stage_since": time(document.stageSince),
      "phase": known(document.phase), "phase_since": time(document.phaseSince),
      "severity_scheme": scheme.map(text), "severity_grade": grade,
      "support_group": document.supportGroup == .unspecified
        ? nil : text(groups[Int(document.supportGroup.rawValue) - 1]),
      "management_level": document.managementLevel == .unspecified
        ? nil : text(document.managementLevel == .general ? "general" : "intensive"),
      "need_score": score, "office": code(of: document.officeID),
      "worker": known(document.caseWorkerID.description),
      "opened_at": time(document.openTime), "approved_at": time(document.approveTime),
      "closed_at": time(document.closeTime),
    ]
    return fields.compactMapValues { $0 }
  }

  private func sums(of visits: [Visit]) -> [String: RuleValue?] {
    let done = visits.filter { $0.state == .done }
    let open = visits.filter { [.planned, .confirmed, .enRoute].contains($0.state) }
    func first(_ times: [Timestamp?]) -> RuleValue? {
      time(times.compactMap { $0 }.min { microseconds($0) < microseconds($1) })
    }
    let close = visits.filter { $0.relationship != .unspecified }.max {
      (microseconds($0.startTime), $0.id) < (microseconds($1.startTime), $1.id)
    }
    return [
      "visit_count": .int(Int64(done.count)),
      "last_visit_at": time(
        done.compactMap(\.closeTime).max { microseconds($0) < microseconds($1) }),
      "next_visit_at": first(open.map(\.startTime)),
      "first_try_at": first(visits.map(\.tryTime)),
      "first_met_at": first(visits.map(\.meetTime)),
      "open_no_shows": .int(Int64(visits.filter { $0.state == .noShow }.count)),
      "relationship": close.flatMap { level(of: $0) },
    ]
  }

  private func level(of visit: Visit) -> RuleValue? {
    let levels = ["stranger", "acquainted", "welcome", "familiar"]
    return visit.relationship == .unspecified
      ? nil : text(levels[Int(visit.relationship.rawValue) - 1])
  }

  private func record(_ visit: Visit) -> [String: RuleValue] {
    let states = [
      "proposed", "planned", "confirmed", "en_route", "in_progress", "done", "no_show", "cancelled",
    ]
    let fields: [String: RuleValue?] = [
      "state": text(states[Int(visit.state.rawValue) - 1]), "purpose": text(visit.purpose),
      "staff": text(visit.staffID.description), "office": code(of: visit.officeID),
      "starts_at": time(visit.startTime), "ended_at": time(visit.closeTime),
      "met_at": time(visit.meetTime), "attempts": .int(Int64(visit.attempts)),
      "relationship": level(of: visit), "moved": .bool(false),
    ]
    return fields.compactMapValues { $0 }
  }

  /// For each purpose and each channel by itself: the last word that was said about it.
  private func consents(of person: Person) -> [[String: RuleValue]] {
    var result: [[String: RuleValue]] = []
    for purpose in Set(person.consents.map(\.purpose)).sorted() {
      for (number, name) in Channel.names where number != 0 {
        var last: Consent?
        for consent in person.consents where consent.purpose == purpose {
          guard consent.channel.rawValue == 0 || consent.channel.rawValue == number else {
            continue
          }
          if microseconds(last?.decideTime) > microseconds(consent.decideTime) { continue }
          last = consent
        }
        guard let last, let at = time(last.decideTime) else { continue }
        result.append([
          "purpose": text(purpose),
          "channel": text(name.replacing("CHANNEL_", with: "").lowercased()),
          "given": .bool(last.state == .given), "decided_at": at,
        ])
      }
    }
    return result
  }

  private func relations(of person: Person, now: Int64) -> [[String: RuleValue]] {
    let today = CivilDate(Timestamp(microseconds: now), offset: 9 * 3600).number
    let words: [RelationKind: (String, String)] = [
      .spouse: ("spouse", "spouse"), .parent: ("parent", "child"),
      .guardian: ("guardian", "ward"), .hospital: ("hospital", "patient"),
    ]
    var result: [[String: RuleValue]] = []
    for relation in relations {
      let isFrom = relation.customerID == person.customer.id
      guard isFrom || relation.relatedCustomerID == person.customer.id,
        let kinds = words[relation.kind]
      else { continue }
      let begun = relation.validFrom.map { $0.number <= today } ?? true
      let ended = relation.validTo.map { $0.number <= today } ?? false
      let fields: [String: RuleValue?] = [
        "kind": text(isFrom ? kinds.0 : kinds.1), "active": .bool(begun && !ended),
        "since": relation.validFrom.map { .date($0.number) },
        "until": relation.validTo.map { .date($0.number) },
      ]
      result.append(fields.compactMapValues { $0 })
    }
    return result
  }
}
