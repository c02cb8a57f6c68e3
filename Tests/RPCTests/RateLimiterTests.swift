import PCRMCore
import Testing

@testable import RPC

@Suite("Rate limiter")
struct RateLimiterTests {
  private let principal = PrincipalID(high: 1, low: 1)

  @Test("A second's worth may come at once, and not one call more")
  func burst() throws {
    let bucket = try #require(RateLimiter(callsPerSecond: 10).bucket(of: principal))
    let now = Instant(nanoseconds: 5_000_000_000)
    for _ in 0..<10 { #expect(bucket.take(at: now) == nil) }
    let wait = try #require(bucket.take(at: now))
    #expect(wait == 100_000_000, "one interval until the next call")
    #expect(bucket.take(at: now.adding(nanoseconds: wait - 1)) != nil)
    #expect(bucket.take(at: now.adding(nanoseconds: wait)) == nil)
  }

  @Test("Time off does not save up more than a second's worth")
  func idle() throws {
    let bucket = try #require(RateLimiter(callsPerSecond: 3).bucket(of: principal))
    let later = Instant(nanoseconds: 3_600_000_000_000)
    var taken = 0
    while bucket.take(at: later) == nil { taken += 1 }
    #expect(taken == 3)
  }

  @Test("Each principal has its own share; zero means no limit")
  func shares() throws {
    let limiter = RateLimiter(callsPerSecond: 1)
    let other = PrincipalID(high: 2, low: 2)
    let now = Instant(nanoseconds: 1)
    #expect(try #require(limiter.bucket(of: principal)).take(at: now) == nil)
    #expect(try #require(limiter.bucket(of: principal)).take(at: now) != nil)
    #expect(try #require(limiter.bucket(of: other)).take(at: now) == nil)
    #expect(RateLimiter(callsPerSecond: 0).bucket(of: principal) == nil)
  }

  @Test("The dispatcher refuses past the rate, with when to come back")
  func dispatched() throws {
    var limits = Limits()
    limits.callsPerSecondMax = 2
    let fixture = try DispatcherFixture(limits: limits)
    _ = try fixture.call("CountNotes")
    _ = try fixture.call("CountNotes")
    #expect {
      try fixture.call("CountNotes")
    } throws: { error in
      let status = error as? Status
      return status?.code == .resourceExhausted && status?.info.reason == "RATE_LIMITED"
        && status?.info.params.contains { $0.name == "retry_after_ms" } == true
    }
  }
}
