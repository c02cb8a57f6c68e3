/// What happens in a history, one step at a time. The raw value is how a history is written down.
public enum Verb: String, CaseIterable, Sendable {
  // On a device, without a network: who = device, what = visit or customer, value = new content.

  /// Sets a visit's note.
  case note
  /// Sets a visit's place.
  case place
  /// Sets note and place in one change.
  case both
  /// Asks for another time.
  case shift
  /// Asks that somebody else goes.
  case hand
  /// Sets a customer's phone.
  case phone
  /// Sets a customer's language.
  case tongue
  /// Adds a label to a customer, or takes one away.
  case label
  /// Records a try.
  case attempt
  /// Adds a note to a visit.
  case jot
  /// Plans a visit.
  case plan
  /// Takes a visit a step along its life.
  case step
  /// Records a try and ends the visit, both or neither.
  case finish
  /// Chooses what becomes of a conflict.
  case resolve

  // Between device and server: who = device, value = what the network does.

  /// Hello and push only.
  case push
  /// Hello and pull only.
  case pull
  /// All of it.
  case sync
  /// Pulls while the office works: what = which change it makes between two pages.
  case interrupted

  // In the office: what = visit or customer, value = new content.

  /// Sets a visit's note.
  case officeNote
  /// Sets a visit's place.
  case officePlace
  /// Moves a visit.
  case officeShift
  /// Takes a visit a step along its life.
  case officeStep
  /// Plans a visit for somebody: who = staff.
  case officePlan
  /// Adds a note that no device may get.
  case officeJot
  /// Sets a customer's phone.
  case officePhone
  /// Adds a label to a customer, or takes one away.
  case officeLabel
  /// Chooses what becomes of a conflict.
  case officeResolve
  /// Lets an item in quarantine go.
  case release
  /// Gives a visit to somebody else: who = staff.
  case reassign
  /// Gives a customer to another case worker: who = staff; the last one is nobody.
  case worker
  /// Deletes a customer, or takes that back.
  case delete
  /// Deletes a customer and erases what field sync holds of it.
  case erase

  // What goes wrong.

  /// The server stops at once and begins again with what was on its disk.
  case crash
  /// A device stops at a point of its sync: value = which.
  case die
  /// A backup is taken and, for odd values, known to be kept elsewhere.
  case backup
  /// The store is replaced by an older backup.
  case restore
  /// Days go by: value = how many. The server's timers run.
  case day
  /// A quarter of a year goes by: what was removed is forgotten.
  case season
  /// Days go by, and no timer ran.
  case sleep
  /// A device's clock jumps: value = by how much.
  case clock
  /// A device sends a cursor that is not one of its own.
  case forge
  /// A push arrives in another order, or not all of it: value = how.
  case shuffle
  /// A push names versions that the server has not come to yet.
  case beyond
  /// A number that was used comes again with something else.
  case reuse
  /// What was added is added once more, with the same id.
  case again
  /// The server's disk is full for the next calls of a device.
  case full
  /// A device is taken out of service.
  case revoke
  /// A member of staff may no longer call: who = staff.
  case suspend
  /// A device comes with a client of another schema.
  case upgrade
}

extension Verb {
  /// How often each happens, in thousandths: the shares that the protocol's design names.
  static let shares: [(verb: Verb, share: Int)] = [
    (.note, 70), (.place, 40), (.both, 25), (.shift, 30), (.hand, 10), (.phone, 35), (.tongue, 15),
    (.label, 25),
    (.attempt, 40), (.jot, 40), (.plan, 20),
    (.step, 60), (.finish, 20),
    (.push, 150), (.pull, 120), (.sync, 65), (.interrupted, 15),
    (.officeNote, 22), (.officePlace, 8), (.officeShift, 12), (.officeStep, 12), (.officePlan, 8),
    (.officeJot, 6), (.officePhone, 8), (.officeLabel, 4),
    (.reassign, 30), (.worker, 20),
    (.resolve, 8), (.officeResolve, 8), (.release, 4),
    (.delete, 12), (.erase, 8),
    (.crash, 8), (.die, 14), (.backup, 8), (.restore, 4), (.day, 6), (.sleep, 4), (.season, 2),
    (.clock, 6),
    (.forge, 8), (.shuffle, 6), (.reuse, 4), (.again, 6),
    (.full, 4), (.revoke, 1), (.suspend, 1), (.upgrade, 2),
  ]
}
