package import PCRMCore
import PCRMModel
package import Storage

extension Writer {
  /// Evaluates every segment for one customer, as after a change of everything.
  package mutating func evaluateSegments(of customer: CustomerID) throws(Status) {
    guard let (catalogue, horizon) = try reader.segmentCatalogue() else { return }
    var follower = SegmentFollower(
      catalogue, horizon: horizon, now: now, .clock(method: "SegmentFollower"))
    try follower.follow(customer, catalogue.everything, .rebuild, &self)
    try follower.settle(&self)
  }
}
