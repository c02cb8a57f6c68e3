extension ArraySlice<UInt8> {
  /// The two bytes at an offset from the beginning of the slice, the low one first; nil past the end.
  func number16(at offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    let at = startIndex + offset
    return Int(self[at]) | Int(self[at + 1]) << 8
  }

  func number32(at offset: Int) -> Int? {
    guard let low = number16(at: offset), let high = number16(at: offset + 2) else { return nil }
    return low | high << 16
  }
}
