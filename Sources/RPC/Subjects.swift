public import PCRMCore

/// Which customers an answer speaks of: declared in the method table, so that no answer can forget them.
public struct Subjects<Response>: Sendable {
  public let ids: @Sendable (Response) -> [CustomerID]

  /// Names the customers in an answer.
  public static func of(_ ids: @escaping @Sendable (Response) -> [CustomerID]) -> Subjects {
    Subjects(ids: ids)
  }

  /// The answer holds nobody's data.
  public static var nobody: Subjects { Subjects { _ in [] } }
}
