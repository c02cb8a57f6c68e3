import ProtobufCodec

extension Contract {
  static let fieldSyncMessages: [any Message.Type] = [
    Device.self, DeviceHealth.self, SyncLimits.self, SyncRow.self, SyncRemoval.self, SyncVisit.self,
    SyncForm.self, SyncAnswer.self,
    VisitNote.self, VisitAttachment.self, Mutation.self, VisitStep.self, DeviceTime.self,
    MutationResult.self, SyncConflict.self, ConflictField.self, FieldChoice.self,
    QuarantineItem.self, NumberBlock.self, HelloRequest.self, HelloResponse.self, PullRequest.self,
    PullResponse.self, PushRequest.self, PushResponse.self, ResolveConflictRequest.self,
    ListConflictsRequest.self, ListConflictsResponse.self, ListQuarantineRequest.self,
    ListQuarantineResponse.self, ReleaseQuarantineRequest.self, ReleaseQuarantineResponse.self,
    ListDevicesRequest.self, ListDevicesResponse.self, RevokeDeviceRequest.self,
    LeaseNumbersRequest.self, PutAttachmentRequest.self, GetAttachmentRequest.self,
    GetAttachmentResponse.self, AddVisitNoteRequest.self, ListVisitNotesRequest.self,
    ListVisitNotesResponse.self, ConfirmBackupRequest.self, ConfirmBackupResponse.self,
    WatchMyChangesRequest.self, MyChange.self,
  ]

  static let fieldSyncEnums: [any OpenEnum.Type] = [
    DeviceState.self, MutationOp.self, MutationOutcome.self, ConflictKind.self, ConflictState.self,
    ConflictChoice.self, QuarantineState.self,
  ]
}
