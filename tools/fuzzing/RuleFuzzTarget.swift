// What libFuzzer calls for rules: whatever text comes in is refused with its place, or keeps the language's laws.
import Glibc
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A customer with most facts, and one with none.
private let customers = [
  TestFacts(
    [
      "kind": .string("person"), "birth_date": .date(19_610_303), "language": .string("ko-KR"),
      "has_mobile": .bool(true), "tags": .list([.string("vip"), .string("새 고객")]),
      "created_at": .timestamp(1_772_377_199_000_000), "ext.tenure": .int(24),
      "ext.monthly_charges": .double(70.5), "ext.joined_on": .date(20_280_229),
      "notice": .duration(3_600_000_000), "scores": .list([.int(3), .int(.max)]),
    ],
    records: [
      "cases": [
        ["type": .string("injury"), "stage": .string("care"), "severity_grade": .int(4)],
        ["type": .string("contract"), "opened_at": .timestamp(1_770_000_000_000_000)],
      ]
    ],
    segments: ["elders"]),
  TestFacts(),
]

private let now = Timestamp(seconds: 1_772_411_400, nanos: 0)

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  writeSeeds()
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  do throws(RuleError) {
    check(try Rule(source, in: .sample))
  } catch {
    let length = source.utf8.count
    law("names a place in the text") {
      error.range.start >= 0 && error.range.start <= length && error.range.end <= length
        && error.line >= 1 && error.column >= 1 && !error.message.isEmpty
    }
  }
  return 0
}

private func check(_ rule: Rule) {
  let printed = rule.root.printed
  do throws(RuleError) {
    // What is printed may be longer than what was written, as escapes and units are written out.
    var limits = RuleLimits()
    limits.sourceBytesMax = .max
    let again = try Rule(printed, in: .sample, limits: limits)
    law("reads what it printed") { again.root == rule.root && again.root.printed == printed }
  } catch {
    fatalError("broken law: reads what it printed: \(error): \(printed)")
  }
  for customer in customers {
    let truth = rule.truth(of: customer, at: now)
    let next = rule.nextChange(of: customer, at: now)
    law("changes later, if at all") { next.map { $0.microseconds > now.microseconds } ?? true }
    if rule.root.nodeCount > 40 { continue }
    law("explains what it says") { rule.explain(of: customer, at: now).truth == truth }
  }
}

private func law(_ name: String, _ holds: () -> Bool) {
  if !holds() { fatalError("broken law: \(name)") }
}

/// Writes rules to begin with into the folder that `FUZZ_SEEDS` names.
private func writeSeeds() {
  guard let folder = getenv("FUZZ_SEEDS").map({ String(cString: $0) }) else { return }
  let rules = [
    "kind == \"person\" && age() >= 65 || !has(sex)",
    "cases.exists(c, c.stage == \"care\" && days_since(c.opened_at) > 30)",
    "size(cases.filter(c, c.urgent)) >= 2 ? has_mobile : \"vip\" in tags",
    "now() - created_at < duration(\"36h\") && today() > date(\"2026-01-31\")",
    "language.matches(\"^(ko|en)(-[A-Z]{2})?$\") || language in ['ko', r'en', \"\\u0041\"]",
    "-ext.tenure * 2 % 3 / 1 + 0x10 - 9 > 1 && double(ext.tenure) < .5e3 // months",
    "created_at + notice >= timestamp(\"2026-01-31T09:00:00+09:00\")",
    "tags.all(t, size(t) > 0 && t.startsWith(\"v\")) && in_segment(\"장기 고객\")",
  ]
  for (number, rule) in rules.enumerated() {
    guard let file = fopen("\(folder)/seed-\(number)", "w") else { continue }
    let bytes = Array(rule.utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
