/// What a member of staff looks after beside the customers whose primary case worker it is.
public struct Cover: Sendable, Hashable {
  /// Customers in one cover at most; whoever looks after more needs a wider scope.
  public static let customersMax = 1_000

  /// Those who are away, and in whose place it stands now.
  public let staff: [StaffID]
  /// Customers of whom it, or one of those, has a case while another has an older one; ascending.
  public let customers: [CustomerID]

  public init(staff: [StaffID] = [], customers: [CustomerID] = []) {
    self.staff = staff
    self.customers = customers.sorted()
  }

  /// Whether a customer is among the single ones.
  func has(_ customer: CustomerID) -> Bool {
    var (low, high) = (0, customers.count)
    while low < high {
      let middle = (low + high) / 2
      if customers[middle] < customer { low = middle + 1 } else { high = middle }
    }
    return low < customers.count && customers[low] == customer
  }
}
