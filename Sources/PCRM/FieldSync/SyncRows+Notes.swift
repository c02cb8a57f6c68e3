import PCRMCore
import PCRMModel
import Storage

extension Reader {
  /// The notes of a visit that a device may carry, oldest first: never a restricted one.
  func carriedNotes(of visit: VisitID) throws(Status) -> [VisitNote] {
    var notes: [VisitNote] = []
    try visitNotes(of: visit) { (note) throws(Status) in
      var mayGo = !note.restricted
      #if SYNC_FAULTS
      if SyncFault.isPlanted(.restrictedNotes) { mayGo = true }
      #endif
      if mayGo { notes.append(note) }
      return true
    }
    return notes
  }
}
