import PCRMCore
import PCRMModel
import ProtobufCodec

/// What of an answer is kept for a repeat: everything but secrets, which are shown once and stored nowhere.
enum StoredAnswer {
  static func kept(_ answer: [UInt8], method: String) throws(Status) -> [UInt8] {
    do throws(DecodingFailure) {
      switch method {
      case AdminService.name + "/CreateToken":
        var response = try CreateTokenResponse(binary: answer)
        response.secret = ""
        return response.binary()
      case CalendarFeedService.name + "/CreateCalendarFeed",
        CalendarFeedService.name + "/RotateCalendarFeed":
        var response = try CalendarFeedAddress(binary: answer)
        response.path = ""
        return response.binary()
      case SurveyService.name + "/CreateInvitation":
        var response = try CreateInvitationResponse(binary: answer)
        response.token = ""
        return response.binary()
      default: return answer
      }
    } catch {
      throw .internalError
    }
  }
}
