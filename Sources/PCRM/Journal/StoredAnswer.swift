import PCRMCore
import PCRMModel
import ProtobufCodec

/// What of an answer is kept for a repeat: everything but secrets, which are shown once and stored nowhere.
enum StoredAnswer {
  static func kept(_ answer: [UInt8], method: String) throws(Status) -> [UInt8] {
    guard method == AdminService.name + "/CreateToken" else { return answer }
    do throws(DecodingFailure) {
      var response = try CreateTokenResponse(binary: answer)
      response.secret = ""
      return response.binary()
    } catch {
      throw .internalError
    }
  }
}
