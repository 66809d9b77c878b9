/* Made from operations/*.graphql by `npm run codegen`; not written by hand. */
export const operations = {
  setPrice: `mutation SetPrice($input: SetPriceInput!) {
  setPrice(input: $input) {
    price {
      procedureCode
      from
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordPayment: `mutation RecordPayment($input: RecordPaymentInput!) {
  recordPayment(input: $input) {
    invoice {
      id
      status
      balance {
        amount
        currency
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  refundPayment: `mutation RefundPayment($input: RefundPaymentInput!) {
  refundPayment(input: $input) {
    invoice {
      id
      status
      balance {
        amount
        currency
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  invoice: `query Invoice($id: ID!) {
  invoice(id: $id) {
    id
    number
    status
    total {
      amount
      currency
    }
    tax {
      amount
      currency
    }
    balance {
      amount
      currency
    }
    lines {
      description
      amount {
        amount
        currency
      }
    }
    payments {
      id
      method
      amount {
        amount
        currency
      }
    }
  }
}`,
  defineProcedure: `mutation DefineProcedure($input: DefineProcedureInput!) {
  defineProcedure(input: $input) {
    procedure {
      code
      name
      kind
      durationMinutes
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  registerClient: `mutation RegisterClient($input: RegisterClientInput!) {
  registerClient(input: $input) {
    client {
      id
      name
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordConsultation: `mutation RecordConsultation($input: RecordConsultationInput!) {
  recordConsultation(input: $input) {
    consultation {
      id
      outcome
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordPatchTest: `mutation RecordPatchTest($input: RecordPatchTestInput!) {
  recordPatchTest(input: $input) {
    patchTest {
      id
      result
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  signConsent: `mutation SignConsent($input: SignConsentInput!) {
  signConsent(input: $input) {
    consent {
      id
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  book: `mutation Book($input: BookInput!) {
  book(input: $input) {
    booking {
      id
      status
      start
      end
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  reschedule: `mutation Reschedule($input: RescheduleInput!) {
  reschedule(input: $input) {
    booking {
      id
      status
      start
      end
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  cancelBooking: `mutation CancelBooking($input: CancelBookingInput!) {
  cancelBooking(input: $input) {
    booking {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  checkIn: `mutation CheckIn($input: CheckInInput!) {
  checkIn(input: $input) {
    booking {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  availability: `query Availability($input: AvailabilityInput!) {
  availability(input: $input) {
    start
    end
    staffMember {
      id
      name
    }
    room {
      id
      name
    }
  }
}`,
  daySheet: `query DaySheet($clinicId: ID!, $date: Date!) {
  daySheet(clinicId: $clinicId, date: $date) {
    id
    status
    start
    end
    procedure {
      code
      name
    }
    client {
      id
      name
    }
    staffMember {
      id
      name
      privileges {
        procedureCode
        status
      }
    }
    room {
      id
      name
      hygiene {
        status
      }
    }
    treatment {
      id
      status
    }
    invoice {
      id
      status
      balance {
        amount
        currency
      }
    }
    attention {
      code
      message
    }
  }
}`,
  signIn: `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    token
    expiresAt
    user {
      id
      name
      roles
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  acceptInvitation: `mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    user {
      id
      name
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  openClinic: `mutation OpenClinic($input: OpenClinicInput!) {
  openClinic(input: $input) {
    clinic {
      id
      name
      timeZone
      currency
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  hireStaff: `mutation HireStaff($input: HireStaffInput!) {
  hireStaff(input: $input) {
    staffMember {
      id
      name
    }
    invitation
    refusals {
      code
      message
      path
    }
  }
}`,
  acceptMembership: `mutation AcceptMembership($input: AcceptMembershipInput!) {
  acceptMembership(input: $input) {
    user {
      id
      name
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  changeRoles: `mutation ChangeRoles($input: ChangeRolesInput!) {
  changeRoles(input: $input) {
    staffMember {
      id
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  endMembership: `mutation EndMembership($input: EndMembershipInput!) {
  endMembership(input: $input) {
    staffMember {
      id
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  changePassword: `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    token
    refusals {
      code
      message
      path
    }
  }
}`,
  issuePasswordReset: `mutation IssuePasswordReset($input: IssuePasswordResetInput!) {
  issuePasswordReset(input: $input) {
    reset
    refusals {
      code
      message
      path
    }
  }
}`,
  resetPassword: `mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    user {
      id
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  signOutEverywhere: `mutation SignOutEverywhere($input: SignOutEverywhereInput!) {
  signOutEverywhere(input: $input) {
    refusals {
      code
      message
      path
    }
  }
}`,
  claimCredential: `mutation ClaimCredential($input: ClaimCredentialInput!) {
  claimCredential(input: $input) {
    credential {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  verifyCredential: `mutation VerifyCredential($input: VerifyCredentialInput!) {
  verifyCredential(input: $input) {
    credential {
      id
      status
      verifiedBy {
        id
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  grantPrivilege: `mutation GrantPrivilege($input: GrantPrivilegeInput!) {
  grantPrivilege(input: $input) {
    privilege {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  suspendPrivilege: `mutation SuspendPrivilege($input: SuspendPrivilegeInput!) {
  suspendPrivilege(input: $input) {
    privilege {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  liftSuspension: `mutation LiftSuspension($input: LiftSuspensionInput!) {
  liftSuspension(input: $input) {
    privilege {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  revokeCredential: `mutation RevokeCredential($input: RevokeCredentialInput!) {
  revokeCredential(input: $input) {
    credential {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  publishShift: `mutation PublishShift($input: PublishShiftInput!) {
  publishShift(input: $input) {
    shift {
      id
      start
      end
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  me: `query Me {
  me {
    id
    name
    roles
    clinics {
      id
      name
    }
  }
}`,
  eligibleStaff: `query EligibleStaff($clinicId: ID!, $procedureCode: String!, $at: DateTime!) {
  eligibleStaff(clinicId: $clinicId, procedureCode: $procedureCode, at: $at) {
    id
    name
  }
}`,
  addRoom: `mutation AddRoom($input: AddRoomInput!) {
  addRoom(input: $input) {
    room {
      id
      name
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  commissionSterilizer: `mutation CommissionSterilizer($input: CommissionSterilizerInput!) {
  commissionSterilizer(input: $input) {
    sterilizer {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordRoutineTest: `mutation RecordRoutineTest($input: RecordRoutineTestInput!) {
  recordRoutineTest(input: $input) {
    sterilizer {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  labelPack: `mutation LabelPack($input: LabelPackInput!) {
  labelPack(input: $input) {
    pack {
      id
      barcode
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  startLoad: `mutation StartLoad($input: StartLoadInput!) {
  startLoad(input: $input) {
    load {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordCycle: `mutation RecordCycle($input: RecordCycleInput!) {
  recordCycle(input: $input) {
    load {
      id
      status
      holdSeconds
      f0
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  readChemicalIndicator: `mutation ReadChemicalIndicator($input: ReadChemicalIndicatorInput!) {
  readChemicalIndicator(input: $input) {
    load {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  releaseLoad: `mutation ReleaseLoad($input: ReleaseLoadInput!) {
  releaseLoad(input: $input) {
    load {
      id
      status
      releasedBy {
        id
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  readBiologicalIndicator: `mutation ReadBiologicalIndicator($input: ReadBiologicalIndicatorInput!) {
  readBiologicalIndicator(input: $input) {
    result
    sterilizer {
      id
      status
    }
    recall {
      id
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  startTurnover: `mutation StartTurnover($input: StartTurnoverInput!) {
  startTurnover(input: $input) {
    room {
      id
      hygiene {
        status
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  applyDisinfectant: `mutation ApplyDisinfectant($input: ApplyDisinfectantInput!) {
  applyDisinfectant(input: $input) {
    room {
      id
      hygiene {
        status
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  releaseRoom: `mutation ReleaseRoom($input: ReleaseRoomInput!) {
  releaseRoom(input: $input) {
    room {
      id
      hygiene {
        status
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  quarantineRoom: `mutation QuarantineRoom($input: QuarantineRoomInput!) {
  quarantineRoom(input: $input) {
    room {
      id
      hygiene {
        status
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  reopenRoom: `mutation ReopenRoom($input: ReopenRoomInput!) {
  reopenRoom(input: $input) {
    room {
      id
      hygiene {
        status
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  pack: `query Pack($barcode: String!, $asOf: DateTime) {
  pack(barcode: $barcode, asOf: $asOf) {
    id
    status
    load {
      id
      status
    }
  }
}`,
  recall: `query Recall($id: ID!) {
  recall(id: $id) {
    id
    status
    trigger
    loads {
      id
    }
    packs {
      id
      barcode
      status
    }
    treatments {
      id
    }
    clients {
      id
    }
  }
}`,
  hygieneEvents: `query HygieneEvents($clinicId: ID!, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  hygieneEvents(
    clinicId: $clinicId
    from: $from
    to: $to
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      cursor
      node {
        id
        context
        type
        subject
        occurredAt
        recordedAt
        actor {
          id
          name
        }
        data
      }
    }
  }
}`,
  receivePigmentLot: `mutation ReceivePigmentLot($input: ReceivePigmentLotInput!) {
  receivePigmentLot(input: $input) {
    pigmentLot {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  releasePigmentLot: `mutation ReleasePigmentLot($input: ReleasePigmentLotInput!) {
  releasePigmentLot(input: $input) {
    pigmentLot {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recallPigment: `mutation RecallPigment($input: RecallPigmentInput!) {
  recallPigment(input: $input) {
    recall {
      id
      pigmentLots {
        id
      }
      treatments {
        id
      }
      clients {
        id
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  startTreatment: `mutation StartTreatment($input: StartTreatmentInput!) {
  startTreatment(input: $input) {
    treatment {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordPass: `mutation RecordPass($input: RecordPassInput!) {
  recordPass(input: $input) {
    treatment {
      id
      passes {
        zone
        depthMm
      }
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  completeTreatment: `mutation CompleteTreatment($input: CompleteTreatmentInput!) {
  completeTreatment(input: $input) {
    treatment {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
  recordFollowUp: `mutation RecordFollowUp($input: RecordFollowUpInput!) {
  recordFollowUp(input: $input) {
    treatment {
      id
      status
    }
    refusals {
      code
      message
      path
    }
  }
}`,
} as const;
