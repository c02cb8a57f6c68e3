import ArgumentParser
import Synchronization

/// The languages in which the server's reasons are told to people.
enum Language: String, ExpressibleByArgument, CaseIterable, Sendable {
  case en, ko

  private static let chosen = Mutex(Language.en)

  /// The language of this run; complaints that end it are told in it too.
  static var current: Language {
    get { chosen.withLock { $0 } }
    set { chosen.withLock { $0 = newValue } }
  }

  /// What a locale's name begins with: `ko_KR.UTF-8`.
  init(locale: String) {
    self = locale.lowercased().hasPrefix("ko") ? .ko : .en
  }

  /// The text of this language.
  func callAsFunction(_ english: String, _ korean: String) -> String {
    self == .ko ? korean : english
  }
}
