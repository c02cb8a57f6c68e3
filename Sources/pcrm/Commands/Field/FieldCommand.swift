import ArgumentParser

/// `pcrm field`: work in the field, with or without a network.
struct FieldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "field",
    abstract: "Carry your visits with you: see and do them without a network, and sync later.",
    discussion: """
      A folder carries what one member of staff needs: visits from a week ago to a month ahead, \
      their customers, tasks, conflicts and forms, encrypted. Only "sync" talks to the server; \
      everything else works without a network and is sent with the next sync.

      A visit is named by its id, or by the last characters of it that "today" shows. The folder \
      is --folder, else PCRM_FIELD_FOLDER, else ~/.local/share/pcrm/field; its key lies beside it \
      in FOLDER.key, readable by you alone, or where --key or PCRM_FIELD_KEY says.

      EXAMPLES
        pcrm field init --name "phone of E0001"
        pcrm field sync
        pcrm field today
        pcrm field set-out 7d9a01
        pcrm field start 7d9a01
        pcrm field note 7d9a01 "보호자 동석"
        pcrm field attach 7d9a01 consent.jpg
        pcrm field complete 7d9a01
        pcrm field answer satisfaction
        pcrm field sync
        pcrm field conflicts
      """,
    subcommands: [
      FieldInit.self, FieldSync.self, FieldStatusCommand.self, FieldToday.self, FieldShow.self,
      FieldConfirm.self, FieldSetOut.self, FieldStart.self, FieldAttempt.self, FieldNote.self,
      FieldAttach.self, FieldReport.self, FieldComplete.self, FieldNoShow.self, FieldCancel.self,
      FieldUpdate.self, FieldReschedule.self, FieldBook.self, FieldCustomers.self,
      FieldTasks.self, FieldFiles.self, FieldConflicts.self, FieldResolve.self, FieldDismiss.self,
      FieldForms.self, FieldAnswer.self,
    ])
}
