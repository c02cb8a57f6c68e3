import Glibc
import Logging
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage

/// An agency that asks its customers: the sample's offices and teams, two surveys, and answers that are handed in by the
/// calls that everybody makes.
final class SurveyAgency {
  static let surveys = "pcrm.v1.SurveyService/"
  static let submit = "pcrm.v1.SurveyAnswerService/SubmitAnswer"

  let folder = "/tmp/pcrm-bench-surveys.\(getpid())"
  /// The administrator's.
  let token: String
  private let database: SQLiteDatabase
  private let calls: InProcessCalls
  private let customers: [CustomerID]
  private var nextCustomer = 0
  private var ids = IDSource(seed: 11)
  private var random = SplitMix64(seed: 12)

  init(customers count: Int) throws {
    var limits = Limits()
    limits.callsPerSecondMax = 0
    database = try SQLiteDatabase.open(path: folder, migrations: PCRM.migrations, limits: limits)
    try CustomerLoad.sample(customers: count, seed: 3, into: database)
    let state = ServerState()
    let context = PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32), limits: limits), state: state,
      descriptors: [], version: "bench", startTime: SystemClock().now(), database: database)
    let dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TokenAuthenticator(database, access: context.access),
      journal: StoreJournal(), limits: limits, state: state,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    var secret = ""
    try Bootstrap.run(database) { (made) throws(Status) in secret = made }
    token = secret
    calls = try InProcessCalls(dispatcher, token: secret)
    customers = try database.read { (reader) throws(Status) in
      try reader.all("SELECT id FROM customer ORDER BY id") { $0.id(0) }
    }
    var policy = ApplySurveyPolicyRequest()
    policy.policy = SurveyPolicy()
    policy.policy?.consentPresumed = true
    let _: ApplySurveyPolicyResponse = try calls.call(Self.surveys + "ApplySurveyPolicy", policy)
    var apply = ApplyScoreModelRequest()
    apply.model = SurveyForms.model
    let _: ApplyScoreModelResponse = try calls.call(
      "pcrm.v1.SurveyResultService/ApplyScoreModel", apply)
  }

  /// Ends this process's part, so that a server of its own can have the store.
  func leave() { database.close() }

  func remove() { removeStore(folder) }

  func survey(_ form: Questionnaire) throws -> Survey {
    var put = PutQuestionnaireRequest()
    put.questionnaire = form
    let _: PutQuestionnaireResponse = try calls.call(Self.surveys + "PutQuestionnaire", put)
    var create = CreateSurveyRequest()
    var survey = Survey()
    survey.name = form.name
    survey.title = form.name
    survey.questionnaire = form.name
    survey.mode = .customer
    if form.name == SurveyForms.satisfaction.name { survey.scoreModel = SurveyForms.model.name }
    create.survey = survey
    return try calls.call(Self.surveys + "CreateSurvey", create)
  }

  /// An open wave.
  func wave(of survey: Survey) throws -> SurveyWave {
    var create = CreateWaveRequest()
    var wave = SurveyWave()
    wave.surveyID = survey.id
    wave.closeTime = SystemClock().now().adding(seconds: 30 * 86_400)
    create.wave = wave
    let made: SurveyWave = try calls.call(Self.surveys + "CreateWave", create)
    var open = OpenWaveRequest()
    open.id = made.id
    return try calls.call(Self.surveys + "OpenWave", open)
  }

  /// Asks so many customers, each one who was not asked before, and answers their tokens.
  func invite(_ count: Int, to wave: SurveyWave) throws -> [String] {
    guard nextCustomer + count <= customers.count else {
      throw BenchError.server("there are too few customers")
    }
    let asked = customers[nextCustomer..<nextCustomer + count]
    nextCustomer += count
    var tokens = [String](repeating: "", count: count)
    var request = CreateInvitationRequest()
    request.waveID = wave.id
    let figures = try calls.run(
      Self.surveys + "CreateInvitation", count: count, inFlight: 128,
      request: { number in
        request.customerID = asked[asked.startIndex + number]
        return request.binary()
      },
      answered: { number, bytes in
        tokens[number] = (try? CreateInvitationResponse(binary: bytes))?.token ?? ""
      })
    if let failure = figures.failure { throw failure }
    return tokens
  }

  /// Asks so many and hands in what they answer; in parts, so that the tokens of a million are not kept at once.
  ///
  /// - Returns: how many were asked, and handed in, in a second.
  func fill(_ wave: SurveyWave, _ count: Int) throws -> (asked: Double, handedIn: Double) {
    var (asking, handingIn) = (UInt64(0), UInt64(0))
    var done = 0
    while done < count {
      let part = min(10_000, count - done)
      var start = Instant.now()
      let tokens = try invite(part, to: wave)
      asking += Instant.now().since(start)
      start = Instant.now()
      let figures = try calls.run(Self.submit, count: part, inFlight: 128) { number in
        request(tokens[number], SurveyForms.satisfaction(&random)).binary()
      }
      handingIn += Instant.now().since(start)
      if let failure = figures.failure { throw failure }
      done += part
    }
    return (Double(count) * 1e9 / Double(asking), Double(count) * 1e9 / Double(handingIn))
  }

  /// An answer that took its time.
  func request(_ token: String, _ answers: Answers) -> SubmitAnswerRequest {
    let now = SystemClock().now()
    var request = SubmitAnswerRequest()
    request.token = token
    request.mode = .`self`
    request.startTime = now.adding(seconds: -600)
    request.finishTime = now
    var sheet = AnswerSheet()
    sheet.id = ids.next(at: now)
    sheet.answers = answers
    request.sheets = [sheet]
    return request
  }
}
