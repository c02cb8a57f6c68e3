/// All methods of a server, found by the bytes of their names.
public struct ServiceTable: Sendable {
  public let services: [Service]
  /// Every method with its place, which is also the index of its counters.
  let entries: [Entry]
  private let slots: [Int32]

  struct Entry: Sendable {
    let service: [UInt8]
    let name: [UInt8]
    let method: Method
    /// "pcrm.v1.CustomerService/GetCustomer".
    let path: String
  }

  public init(_ services: [Service]) {
    self.services = services
    var entries: [Entry] = []
    for service in services {
      for method in service.methods {
        entries.append(
          Entry(
            service: [UInt8](service.name.utf8), name: [UInt8](method.name.utf8), method: method,
            path: "\(service.name)/\(method.name)"))
      }
    }
    self.entries = entries
    // Four slots an entry: a probe rarely meets a neighbour.
    var size = 16
    while size < entries.count * 4 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (index, entry) in entries.enumerated() {
      var slot = entry.name.withUnsafeBytes { Self.hash($0) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
    self.slots = slots
  }

  /// Where a method stands in the table; nil when no service has it.
  public func find(
    service: UnsafeRawBufferPointer, method: UnsafeRawBufferPointer
  ) -> MethodIndex? {
    var slot = Self.hash(method) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if method.elementsEqual(entry.name) && service.elementsEqual(entry.service) {
        return MethodIndex(value: Int(slots[slot]))
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  public subscript(index: MethodIndex) -> Method { entries[index.value].method }

  /// FNV-1a: short names, no attacker's choice of keys in the table.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 17)
  }
}

/// A method's place in its table.
public struct MethodIndex: Sendable, Hashable {
  let value: Int
}
