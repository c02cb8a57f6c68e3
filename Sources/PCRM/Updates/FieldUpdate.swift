import PCRMCore
import PCRMModel
import ProtobufCodec

/// An update as every service does it: which fields to take, whether they may be changed, and what really changed.
struct FieldUpdate<Resource: Message> {
  /// What is stored afterwards, but for version and times.
  let result: Resource
  /// Names of the fields of the top level that have another value now, in the contract's order.
  let changed: [String]

  /// The names as the feed stores them.
  var names: String { changed.joined(separator: ",") }

  /// - Parameters:
  ///   - patch: the request's resource.
  ///   - mask: what to take from it; without paths, every field that is not empty.
  ///   - readOnly: fields of the top level that nobody changes with an update.
  init(
    _ patch: Resource, mask: FieldMask?, to stored: Resource, readOnly: Set<String>
  ) throws(Status) {
    let names = Resource.fieldList.map(\.name).filter { !readOnly.contains($0) }
    var paths: [String] = []
    if let asked = mask?.paths, !asked.isEmpty {
      for path in asked {
        if path == "*" {
          paths += names
          continue
        }
        let top = String(path.prefix { $0 != "." })
        if readOnly.contains(top) { throw .readOnly(path) }
        paths.append(path)
      }
    } else {
      paths = try Self.differing(patch, Resource(), names)
    }
    var result = stored
    do throws(DecodingFailure) {
      try result.update(from: patch, mask: FieldMask(paths: paths))
    } catch {
      throw Status.invalid(
        "update_mask", "\(Resource.protoName) has no field \(error.path)",
        reason: "MASK_PATH_UNKNOWN"
      ).with("path", error.path)
    }
    self.result = result
    changed = try Self.differing(result, stored, names)
  }

  /// The fields of the top level that differ.
  private static func differing(
    _ a: Resource, _ b: Resource, _ names: [String]
  ) throws(Status) -> [String] {
    if a == b { return [] }
    var differing: [String] = []
    for name in names {
      let mask = FieldMask(paths: [name])
      do throws(DecodingFailure) {
        if try a.masked(to: mask) != b.masked(to: mask) { differing.append(name) }
      } catch {
        throw .internalError
      }
    }
    return differing
  }
}

extension Status {
  /// Refuses an update whose version is neither 0 nor the one that is stored.
  static func check(version sent: Int64, stored: Int64) throws(Status) {
    guard sent != 0, sent != stored else { return }
    throw .versionMismatch(sent: sent, stored: stored)
  }
}
