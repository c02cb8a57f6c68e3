import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A case type as a person reads it: each stage with where it leads and what is due in it.
struct CaseTypePage {
  let type: CaseType
  let ink: Ink

  var lines: [String] {
    var lines = [ink.bold("\(type.code)  \(safe(type.title))") + "  version \(type.version)"]
    if !type.description.isEmpty { lines.append(safe(type.description)) }
    for stage in type.stages { lines += [""] + self.stage(stage) }
    if !type.phases.isEmpty {
      lines += ["", ink.bold("phases")]
      for phase in type.phases {
        lines.append("  \(phase.code)  \(safe(phase.title))" + leads(phase.next))
      }
    }
    lines += codes("needs", type.needs) + codes("hardships", type.hardships)
    let statutory = type.services.count { $0.basis == .statutory }
    if !type.services.isEmpty {
      lines += ["", "services: \(statutory) statutory, \(type.services.count - statutory) extra"]
    }
    return lines
  }

  private func stage(_ stage: CaseStage) -> [String] {
    let marks = [
      stage.mayBegin ? "may begin" : "", stage.mayClose ? "may close" : "",
      stage.needsCaseWorker ? "needs a case worker" : "",
    ].filter { !$0.isEmpty }
    var lines = [
      ink.bold("\(stage.code)  \(safe(stage.title))") + leads(stage.transitions.map(\.to))
    ]
    if !marks.isEmpty { lines.append(ink.dim("  \(marks.joined(separator: ", "))")) }
    if !stage.touchpoints.isEmpty {
      var table = TextTable(["  TOUCHPOINT", "DUE", "BY", "TITLE", "EXPECTED STATE"])
      for point in stage.touchpoints {
        table.add([
          "  \(point.code)", due(point), point.channel.word, point.title, point.expectedState,
        ])
      }
      lines += table.text().split(separator: "\n").map(String.init)
    }
    for point in stage.qualityPoints {
      lines.append(
        "  check \(point.code): \(safe(point.title))\(point.required ? " (required)" : "")")
    }
    return lines
  }

  private func due(_ point: TouchpointRule) -> String {
    var text = ["\(point.dueDays) d", "\(point.dueHours) h"].filter { $0.first != "0" }
      .joined(separator: " ")
    if text.isEmpty { text = "at once" }
    if point.repeatDays > 0 { text += ", every \(point.repeatDays) d" }
    return text
  }

  private func leads(_ codes: [String]) -> String {
    codes.isEmpty ? "" : "  → " + codes.joined(separator: ", ")
  }

  private func codes(_ title: String, _ codes: [CodeTitle]) -> [String] {
    codes.isEmpty
      ? []
      : ["", "\(title): " + codes.map { "\($0.code) \(safe($0.title))" }.joined(separator: ", ")]
  }

  private func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
