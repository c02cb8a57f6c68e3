// swift-tools-version: 6.2
// The diagram of docs/architecture.md as code: an arrow is an import, and arrows only point down.
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Parts in which mistakes can be planted for the proof that would find them: never in a release.
let provable = settings + [.define("SYNC_FAULTS", .when(configuration: .debug))]

// Tests are run once: their own code is not worth the optimiser's time, what they test is.
let testSettings = settings + [.unsafeFlags(["-Onone"])]

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]
let http: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let ssl: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let lifecycle: [Target.Dependency] = [
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]

let package = Package(
  name: "pcrm",
  products: [
    .executable(name: "pcrmd", targets: ["pcrmd"]),
    .executable(name: "pcrm", targets: ["pcrm"]),
    .executable(name: "pcrm-bench", targets: ["pcrm-bench"]),
    .library(name: "CPCRM", type: .static, targets: ["CPCRM"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // L0 – L1
    .target(name: "ProtobufCodec", swiftSettings: settings),
    .target(name: "PCRMCore", dependencies: ["ProtobufCodec"], swiftSettings: settings),
    // L2
    .target(
      name: "PCRMModel", dependencies: ["ProtobufCodec", "PCRMCore"], swiftSettings: settings),
    .target(
      name: "Calendars", dependencies: ["PCRMCore", "PCRMModel", "ProtobufCodec"],
      swiftSettings: settings),
    .target(name: "Routes", dependencies: ["PCRMCore"], swiftSettings: settings),
    .target(
      name: "Surveys", dependencies: ["PCRMCore", "PCRMModel", "ProtobufCodec"],
      swiftSettings: settings),
    .target(name: "SurveyScores", dependencies: ["PCRMCore"], swiftSettings: settings),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "SurveyForms",
      dependencies: ["CZlib", "Surveys", "PCRMCore", "PCRMModel", "ProtobufCodec"],
      swiftSettings: settings),
    .target(name: "Storage", dependencies: ["ProtobufCodec", "PCRMCore"], swiftSettings: settings),
    .target(
      name: "Import", dependencies: ["ProtobufCodec", "PCRMCore", "PCRMModel", crypto, yaml],
      swiftSettings: settings),
    // L3
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(
      name: "SQLiteStorage", dependencies: ["CSQLite", "Storage", "PCRMCore", "ProtobufCodec"],
      swiftSettings: settings),
    .target(
      name: "RPC", dependencies: ["ProtobufCodec", "PCRMCore", "Storage", logging],
      swiftSettings: settings),
    // L4
    .target(
      name: "PCRM",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "Calendars", "Routes", "Surveys", "SurveyScores",
        "Storage", "RPC", crypto,
      ],
      swiftSettings: provable),
    // L5
    .target(
      name: "TTRPC",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "Storage", "RPC", logging, ssl,
        .product(name: "NIOTLS", package: "swift-nio"),
      ] + nio,
      swiftSettings: settings),
    // L5, the other end: what a device carries.
    .target(
      name: "FieldClient",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "Surveys", "TTRPC",
        crypto,
      ],
      swiftSettings: provable),
    // L6
    .executableTarget(
      name: "pcrmd",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "Import", "Storage", "SQLiteStorage", "RPC",
        "PCRM", "TTRPC", "CDescriptors",
        arguments, logging, yaml, crypto, http, ssl,
        .product(name: "NIOTLS", package: "swift-nio"),
      ] + lifecycle + nio,
      swiftSettings: settings),
    .executableTarget(
      name: "pcrm",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "Import", "TTRPC", "FieldClient", "Surveys",
        "SurveyForms", "SurveyScores", arguments, yaml,
      ] + nio,
      swiftSettings: settings),
    .executableTarget(
      name: "pcrm-bench",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "CSQLite", "RPC",
        "PCRM", "TTRPC", "CPCRM", "Routes", "FieldClient", "Surveys", "SurveyScores", arguments,
        logging,
      ] + nio,
      swiftSettings: settings),
    // Beside them: the contract as protoc-c compiles it, and as protoc describes it.
    .systemLibrary(
      name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    .target(name: "CPCRM", dependencies: ["CProtobufC"]),
    .target(name: "CDescriptors"),
    .target(name: "CRecordingDisk", dependencies: ["CSQLite"], path: "Tests/CRecordingDisk"),
    .target(
      name: "CSamples", dependencies: ["CProtobufC", "CPCRM"], path: "Tests/CSamples",
      exclude: ["samples.proto"]),
    .target(
      name: "PCRMTesting",
      dependencies: [
        "ProtobufCodec", "CProtobufC", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "RPC",
        "PCRM", "TTRPC", "CDescriptors", logging,
      ] + nio,
      swiftSettings: settings),
    .target(
      name: "SyncProof",
      dependencies: [
        "FieldClient", "ProtobufCodec", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "RPC",
        "PCRM", "TTRPC", "PCRMTesting", logging,
      ],
      path: "Tests/SyncProof", swiftSettings: provable),
    .executableTarget(
      name: "sync-torture", dependencies: ["SyncProof", arguments], path: "Tests/SyncTorture",
      swiftSettings: provable),
    .testTarget(
      name: "ProtobufCodecTests",
      dependencies: ["ProtobufCodec", "PCRMTesting", "CSamples", "CProtobufC"],
      swiftSettings: testSettings),
    .testTarget(
      name: "ContractTests",
      dependencies: [
        "ProtobufCodec", "PCRMCore", "PCRMModel", "RPC", "PCRM", "TTRPC", "CPCRM", "CProtobufC",
        "PCRMTesting",
      ], swiftSettings: testSettings),
    .testTarget(
      name: "CalendarsTests", dependencies: ["Calendars", "PCRMModel", "PCRMCore"],
      swiftSettings: testSettings),
    .testTarget(
      name: "SurveysTests", dependencies: ["Surveys", "PCRMModel", "PCRMCore", "ProtobufCodec"],
      swiftSettings: testSettings),
    .testTarget(
      name: "SurveyScoresTests", dependencies: ["SurveyScores", "PCRMCore"],
      swiftSettings: testSettings),
    .testTarget(
      name: "SurveyFormsTests",
      dependencies: ["SurveyForms", "Surveys", "PCRMModel", "PCRMCore", "ProtobufCodec"],
      swiftSettings: testSettings),
    .testTarget(
      name: "FieldClientTests",
      dependencies: [
        "FieldClient", "ProtobufCodec", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "RPC",
        "PCRM", "TTRPC", "PCRMTesting", "SyncProof", "Surveys",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "RoutesTests", dependencies: ["Routes", "PCRMCore"], swiftSettings: testSettings),
    .testTarget(
      name: "SQLiteStorageTests",
      dependencies: [
        "Storage", "SQLiteStorage", "PCRMCore", "ProtobufCodec", "CSQLite", "CRecordingDisk",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "RPCTests",
      dependencies: [
        "RPC", "ProtobufCodec", "PCRMCore", "Storage", "SQLiteStorage", "PCRMTesting", logging,
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "TTRPCTests",
      dependencies: [
        "ProtobufCodec", "TTRPC", "RPC", "PCRMCore", "Storage", "SQLiteStorage", "PCRMTesting",
        logging, ssl, .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + nio,
      swiftSettings: testSettings),
    .testTarget(
      name: "PCRMTests",
      dependencies: [
        "ProtobufCodec", "PCRM", "PCRMModel", "PCRMCore", "Calendars", "Routes", "RPC", "Storage",
        "SQLiteStorage", "PCRMTesting", "CDescriptors",
      ], swiftSettings: testSettings),
    .testTarget(
      name: "PCRMModelTests",
      dependencies: ["PCRMModel", "PCRMCore", "ProtobufCodec", "PCRMTesting"],
      swiftSettings: testSettings),
    .testTarget(
      name: "ImportTests", dependencies: ["Import", "PCRMModel", "PCRMCore", "ProtobufCodec"],
      exclude: ["Cards"], swiftSettings: testSettings),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "pcrm", "pcrmd", "PCRM", "Import", "TTRPC", "PCRMModel", "PCRMCore", "ProtobufCodec",
        "PCRMTesting", "SurveyScores", arguments, http, ssl,
      ] + nio, swiftSettings: testSettings),
    .testTarget(name: "ArchitectureTests", swiftSettings: testSettings),
  ]
)
