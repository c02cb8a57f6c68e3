import Foundation
import Testing

@testable import pcrmd

/// From a wave to the couriers' other end, through a daemon as it is installed.
struct CourierDaemonTests {
  private static func call(
    _ daemon: Daemon, _ method: String, _ json: String
  ) throws -> [String: Any] {
    let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
    let answer = try? JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(answer as? [String: Any], "\(method): \(run.complaint)")
  }

  private static func id(_ answer: [String: Any]) throws -> String {
    try #require(answer["id"] as? String)
  }

  /// Waits for something that a daemon does by itself.
  private static func wait(
    _ what: String, until condition: () throws -> Bool
  ) throws {
    for _ in 0..<300 {
      if try condition() { return }
      usleep(50_000)
    }
    Issue.record("\(what) did not happen within 15 s")
  }

  /// Two customers, who agreed to be asked: one by mail, one by text message; and a wave that is open.
  private static func ask(_ daemon: Daemon) throws -> String {
    let points = [
      #"{"kind": "CONTACT_POINT_KIND_EMAIL", "value": "mail@example.kr"}"#,
      #"{"kind": "CONTACT_POINT_KIND_MOBILE", "value": "010-1234-5678"}"#,
    ]
    let customers = try points.map { point in
      let customer = try id(
        try call(
          daemon, "CustomerService/CreateCustomer",
          """
          {"customer": {"kind": "CUSTOMER_KIND_PERSON", "names": [{"kind": "NAME_KIND_LEGAL", "full": "김민수"}],
            "contactPoints": [\(point)]}}
          """))
      _ = try call(
        daemon, "CustomerService/RecordConsent",
        """
        {"consent": {"customerId": "\(customer)", "purpose": "satisfaction_survey",
          "state": "CONSENT_STATE_GIVEN", "textVersion": "1"}}
        """)
      return customer
    }
    _ = try call(
      daemon, "SegmentService/ApplySegments",
      #"{"segments": [{"name": "asked", "kind": "SEGMENT_KIND_LIST"}]}"#)
    try wait("the segment") {
      try call(daemon, "SegmentService/GetSegment", #"{"name": "asked"}"#)["state"] as? String
        == "SEGMENT_STATE_READY"
    }
    _ = try call(
      daemon, "SegmentService/AddMembers",
      """
      {"segment": "asked", "reason": "test", "customerIds": ["\(customers[0])", "\(customers[1])"]}
      """)
    _ = try call(
      daemon, "SurveyService/PutQuestionnaire",
      """
      {"questionnaire": {"name": "short", "title": [{"text": "짧게"}], "items": [
        {"name": "q", "type": "FORM_ITEM_TYPE_INTEGER", "label": [{"text": "몇 점?"}]}]}}
      """)
    _ = try call(
      daemon, "SurveyService/ApplySurveyPolicy",
      #"{"policy": {"gapDays": 30, "link": "https://survey.example.kr/{token}", "keepHours": 1}}"#)
    let survey = try id(
      try call(
        daemon, "SurveyService/CreateSurvey",
        """
        {"survey": {"name": "short", "title": "조사", "questionnaire": "short",
          "mode": "SURVEY_MODE_CUSTOMER"}}
        """))
    let close = Date().addingTimeInterval(86_400).formatted(.iso8601)
    let wave = try id(
      try call(
        daemon, "SurveyService/CreateWave",
        """
        {"wave": {"surveyId": "\(survey)", "closeTime": "\(close)",
          "sample": {"segment": "asked", "method": "SAMPLE_METHOD_ALL"},
          "channels": ["CHANNEL_EMAIL", "CHANNEL_SMS"],
          "invitationTexts": [{"language": "ko", "subject": "{title}", "body": "{name}: {link}"}]}}
        """))
    _ = try call(daemon, "SurveyService/FreezeFrame", #"{"waveId": "\#(wave)"}"#)
    try wait("the frame") {
      let found = try call(daemon, "SurveyService/GetWave", #"{"id": "\#(wave)"}"#)
      return (found["frame"] as? [String: Any])?["state"] as? String == "SURVEY_FRAME_STATE_READY"
    }
    _ = try call(daemon, "SurveyService/OpenWave", #"{"id": "\#(wave)"}"#)
    return wave
  }

  /// Would catch a daemon that leaves its couriers idle, gives mail to the wrong one, or writes down in its log what a
  /// message says.
  @Test func mailAndFiles() async throws {
    let sink = try await MailSink.start()
    let folder = NSTemporaryDirectory() + "pcrm-outbox-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let daemon = try Daemon(flags: [
      "--courier-smtp", "127.0.0.1:\(sink.port)", "--courier-smtp-from", "survey@agency.kr",
      "--courier-smtp-tls", "off", "--courier-folder", folder,
    ])
    let wave = try Self.ask(daemon)
    try Self.wait("both messages") {
      let found = try Self.call(daemon, "SurveyService/GetWave", #"{"id": "\#(wave)"}"#)
      return (found["counts"] as? [String: Any])?["sent"] as? String == "2"
    }
    #expect(sink.lines.contains("RCPT TO:<mail@example.kr>"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let file = try #require(files.first)
    let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + file))
    let message = try JSONDecoder().decode(CourierMessage.self, from: bytes)
    #expect(files.count == 1 && message.recipient == "010-1234-5678" && message.channel == "sms")
    let token = try #require(message.body.split(separator: "/").last.map(String.init))
    let opened = try Self.call(
      daemon, "SurveyService/OpenInvitation", #"{"token": "\#(token)"}"#)
    #expect(opened["waveId"] as? String == wave)
    for secret in ["mail@example.kr", "010-1234-5678", "김민수", token] {
      #expect(!daemon.log.contains(secret), "\(secret)")
    }
    try await sink.stop()
  }

  private struct Wrong: Sendable, CustomTestStringConvertible {
    let flags: [String]
    let word: String

    var testDescription: String { flags.joined(separator: " ") }
  }

  private static let wrong: [Wrong] = [
    Wrong(flags: ["--courier-webhook", "ftp://x"], word: "--courier-webhook"),
    Wrong(flags: ["--courier-webhook", "https://x"], word: "--courier-webhook-secret"),
    Wrong(flags: ["--courier-smtp", "mail"], word: "--courier-smtp"),
    Wrong(flags: ["--courier-smtp", "mail:25"], word: "--courier-smtp-from"),
    Wrong(
      flags: [
        "--courier-smtp", "mail:25", "--courier-smtp-from", "a@b.kr", "--courier-smtp-tls", "maybe",
      ], word: "--courier-smtp-tls"),
    Wrong(flags: ["--courier-smtp-user", "pcrm"], word: "--courier-smtp"),
  ]

  /// Would catch a setting that is passed over.
  @Test(arguments: wrong) private func settings(_ wrong: Wrong) {
    #expect {
      _ = try Daemon(flags: wrong.flags)
    } throws: { error in
      (error as? Daemon.StartFailure)?.log.contains(wrong.word) ?? false
    }
  }
}
