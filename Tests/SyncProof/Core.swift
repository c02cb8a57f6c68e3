import Glibc

/// The cores that the process may use.
enum Core {
  /// Their numbers, as they were before any thread was held.
  private static let usable: [Int] = {
    var set = cpu_set_t()
    guard sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else { return [] }
    return withUnsafeBytes(of: &set) { bytes in
      (0..<bytes.count * 8).filter { bytes[$0 / 8] & (1 << ($0 % 8)) != 0 }
    }
  }()

  /// Holds the calling thread, and each that it starts from now on, to one core.
  ///
  /// A history hands every call from thread to thread and back; to wake another core each time costs a third of it all.
  ///
  /// - Parameter number: counted among those that the process may use, and begun anew past the last.
  static func hold(_ number: Int) {
    if usable.isEmpty { return }
    let core = usable[number % usable.count]
    var set = cpu_set_t()
    withUnsafeMutableBytes(of: &set) { $0[core / 8] = 1 << (core % 8) }
    sched_setaffinity(0, MemoryLayout<cpu_set_t>.size, &set)
  }
}
