public import ProtobufCodec
public import RPC
public import Storage

/// The features of the product: what a program puts together from them.
public enum PCRM {
  /// What all services of one server share.
  public struct Context: Sendable {
    public var pages: PageTokens
    public var state: ServerState
    /// Tells the authenticator when rights may have changed.
    public let access = AccessChanges()
    /// A serialised google.protobuf.FileDescriptorSet of the contract, with comments.
    public var descriptors: [UInt8]
    /// The program's version.
    public var version: String
    public var startTime: Timestamp
    /// Where reads are written down that the law asks about; without it they are refused.
    public var database: (any Database)?
    /// What only the store's owner can tell about it.
    public var storeFigures: @Sendable () -> StoreFigures

    public init(
      pages: PageTokens, state: ServerState, descriptors: [UInt8], version: String,
      startTime: Timestamp, database: (any Database)? = nil,
      storeFigures: @escaping @Sendable () -> StoreFigures = { StoreFigures() }
    ) {
      self.pages = pages
      self.state = state
      self.descriptors = descriptors
      self.version = version
      self.startTime = startTime
      self.database = database
      self.storeFigures = storeFigures
    }
  }

  /// Figures of the store that no statement can ask for.
  public struct StoreFigures: Sendable {
    public var walBytes: Int64
    public var writerQueueLength: Int32

    public init(walBytes: Int64 = 0, writerQueueLength: Int32 = 0) {
      self.walBytes = walBytes
      self.writerQueueLength = writerQueueLength
    }
  }

  /// Every service, the one that describes them last.
  public static func services(_ context: Context) -> [Service] {
    let business = [
      CustomerService(context: context).service,
      OrganisationService(context: context).service,
      CaseService(context: context).service,
      ClassificationService(context: context).service,
      AdminService(context: context).service,
      SegmentService(context: context).service,
      AssignmentService(context: context).service,
      ProgrammeService(context: context).service,
      VisitService(context: context).service,
      CalendarService(context: context).service,
      VisitReportService(context: context).service,
      VisitPlanService(context: context).service,
      RouteService(context: context).service,
      CalendarFeedService(context: context).service,
      SurveyService(context: context).service,
      SurveyAnswerService(context: context).service,
      FieldSyncService(context: context).service,
      SurveyResultService(context: context).service,
    ]
    let names = business.map(\.name) + [HealthService.name, ReflectionService.name]
    let health = HealthService(state: context.state, services: Set(names))
    let others = business + [health.service]
    return others + [ReflectionService(context: context, others: others).service]
  }

  /// The store's schema, step by step.
  public static let migrations: [Migration] = Schema.migrations
}
