import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func freezeFrame(
    _ request: FreezeFrameRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyWave {
    let reader = writer.reader
    var (wave, survey) = try reader.waveToChange(
      request.waveID, version: request.version, "wave_id", caller)
    // A segment's members may be anywhere.
    try caller.checkWhole("wave_id")
    guard wave.state == .draft else {
      throw .waveState(wave, "wave_id", "the frame of a draft only is frozen")
    }
    if wave.frame != nil {
      throw .precondition("FRAME_FROZEN", "wave_id", "the frame is frozen; make another wave")
    }
    guard let sample = wave.sample else {
      throw .precondition("SAMPLE_MISSING", "wave_id", "the wave has no sample plan")
    }
    var frame = SurveyFrame()
    frame.state = .building
    frame.seed = sample.seed == 0 ? Int64(bitPattern: writer.newID(SurveyID.self).low) : sample.seed
    frame.sequence = try reader.feedSequence()
    frame.freezeTime = Timestamp(microseconds: writer.now.microseconds)
    var progress = FrameWork.Progress(segment: 0)
    if survey.mode.asksCustomers {
      try reader.checkSegment(sample.segment, "wave.sample.segment")
      let record = try reader.segment(sample.segment, field: "wave.sample.segment")
      if try reader.standing(of: record.number).state == .building {
        throw .precondition(
          "SEGMENT_BUILDING", "wave_id",
          "the segment's members are not settled yet; try again when it is READY")
      }
      frame.segmentVersion = record.version
      progress = FrameWork.Progress(segment: record.number)
    }
    wave.frame = frame
    try writer.update(&wave, fields: "frame")
    try writer.schedule(
      FrameWork.kind, key: FrameWork.key(wave.id), at: writer.now, payload: progress.bytes)
    return wave
  }

  @Sendable
  func listSample(
    _ request: ListSampleRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSampleResponse {
    _ = try reader.wave(request.waveID, "wave_id", caller)
    let page = try context.pages.page(request, caller)
    let rows = try reader.sample(request, page, caller)
    var response = ListSampleResponse()
    response.members = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
