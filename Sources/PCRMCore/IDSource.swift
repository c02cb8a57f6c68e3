public import ProtobufCodec

/// Makes keys that grow with time and never repeat: version 7 UUIDs with a counter inside one millisecond.
///
/// Source: RFC 9562, section 6.2, method 1 (the twelve bits after the time count up).
public struct IDSource: Sendable {
  private var random: SplitMix64
  private var millisecond: UInt64 = 0
  private var counter: UInt64 = 0

  /// A source seeded by the system, or by a test that wants the same keys twice.
  public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
    random = SplitMix64(seed: seed)
  }

  /// The next key at the time `now`; when the clock stands still or goes back, the counter carries on.
  public mutating func next<Entity>(at now: Timestamp) -> ID<Entity> {
    let wall = UInt64(max(0, now.microseconds / 1000))
    if wall > millisecond {
      millisecond = wall
      counter = random.next() & 0x7ff
    } else {
      counter += 1
      if counter > 0xfff {
        millisecond += 1
        counter = 0
      }
    }
    let high = millisecond << 16 | 0x7000 | counter
    let low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    return ID(high: high, low: low)
  }
}

/// A small, seeded generator for keys, samples and tests: the same seed, the same numbers. Not for secrets.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
