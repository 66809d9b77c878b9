import { parse, print } from 'graphql';

/** The operations of a clinic's day, as front ends send them. Every mutation takes one `input`. */
export const operations = {
  signIn: /* GraphQL */ `
    mutation SignIn($input: SignInInput!) {
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
    }
  `,
  acceptInvitation: /* GraphQL */ `
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
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
    }
  `,
  openClinic: /* GraphQL */ `
    mutation OpenClinic($input: OpenClinicInput!) {
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
    }
  `,
  addRoom: /* GraphQL */ `
    mutation AddRoom($input: AddRoomInput!) {
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
    }
  `,
  defineProcedure: /* GraphQL */ `
    mutation DefineProcedure($input: DefineProcedureInput!) {
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
    }
  `,
  hireStaff: /* GraphQL */ `
    mutation HireStaff($input: HireStaffInput!) {
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
    }
  `,
  acceptMembership: /* GraphQL */ `
    mutation AcceptMembership($input: AcceptMembershipInput!) {
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
    }
  `,
  changeRoles: /* GraphQL */ `
    mutation ChangeRoles($input: ChangeRolesInput!) {
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
    }
  `,
  endMembership: /* GraphQL */ `
    mutation EndMembership($input: EndMembershipInput!) {
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
    }
  `,
  changePassword: /* GraphQL */ `
    mutation ChangePassword($input: ChangePasswordInput!) {
      changePassword(input: $input) {
        token
        refusals {
          code
          message
          path
        }
      }
    }
  `,
  issuePasswordReset: /* GraphQL */ `
    mutation IssuePasswordReset($input: IssuePasswordResetInput!) {
      issuePasswordReset(input: $input) {
        reset
        refusals {
          code
          message
          path
        }
      }
    }
  `,
  resetPassword: /* GraphQL */ `
    mutation ResetPassword($input: ResetPasswordInput!) {
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
    }
  `,
  signOutEverywhere: /* GraphQL */ `
    mutation SignOutEverywhere($input: SignOutEverywhereInput!) {
      signOutEverywhere(input: $input) {
        refusals {
          code
          message
          path
        }
      }
    }
  `,
  claimCredential: /* GraphQL */ `
    mutation ClaimCredential($input: ClaimCredentialInput!) {
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
    }
  `,
  verifyCredential: /* GraphQL */ `
    mutation VerifyCredential($input: VerifyCredentialInput!) {
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
    }
  `,
  grantPrivilege: /* GraphQL */ `
    mutation GrantPrivilege($input: GrantPrivilegeInput!) {
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
    }
  `,
  suspendPrivilege: /* GraphQL */ `
    mutation SuspendPrivilege($input: SuspendPrivilegeInput!) {
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
    }
  `,
  liftSuspension: /* GraphQL */ `
    mutation LiftSuspension($input: LiftSuspensionInput!) {
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
    }
  `,
  revokeCredential: /* GraphQL */ `
    mutation RevokeCredential($input: RevokeCredentialInput!) {
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
    }
  `,
  publishShift: /* GraphQL */ `
    mutation PublishShift($input: PublishShiftInput!) {
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
    }
  `,
  registerClient: /* GraphQL */ `
    mutation RegisterClient($input: RegisterClientInput!) {
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
    }
  `,
  recordConsultation: /* GraphQL */ `
    mutation RecordConsultation($input: RecordConsultationInput!) {
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
    }
  `,
  recordPatchTest: /* GraphQL */ `
    mutation RecordPatchTest($input: RecordPatchTestInput!) {
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
    }
  `,
  signConsent: /* GraphQL */ `
    mutation SignConsent($input: SignConsentInput!) {
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
    }
  `,
  book: /* GraphQL */ `
    mutation Book($input: BookInput!) {
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
    }
  `,
  reschedule: /* GraphQL */ `
    mutation Reschedule($input: RescheduleInput!) {
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
    }
  `,
  cancelBooking: /* GraphQL */ `
    mutation CancelBooking($input: CancelBookingInput!) {
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
    }
  `,
  checkIn: /* GraphQL */ `
    mutation CheckIn($input: CheckInInput!) {
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
    }
  `,
  commissionSterilizer: /* GraphQL */ `
    mutation CommissionSterilizer($input: CommissionSterilizerInput!) {
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
    }
  `,
  recordRoutineTest: /* GraphQL */ `
    mutation RecordRoutineTest($input: RecordRoutineTestInput!) {
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
    }
  `,
  labelPack: /* GraphQL */ `
    mutation LabelPack($input: LabelPackInput!) {
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
    }
  `,
  startLoad: /* GraphQL */ `
    mutation StartLoad($input: StartLoadInput!) {
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
    }
  `,
  recordCycle: /* GraphQL */ `
    mutation RecordCycle($input: RecordCycleInput!) {
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
    }
  `,
  readChemicalIndicator: /* GraphQL */ `
    mutation ReadChemicalIndicator($input: ReadChemicalIndicatorInput!) {
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
    }
  `,
  releaseLoad: /* GraphQL */ `
    mutation ReleaseLoad($input: ReleaseLoadInput!) {
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
    }
  `,
  readBiologicalIndicator: /* GraphQL */ `
    mutation ReadBiologicalIndicator($input: ReadBiologicalIndicatorInput!) {
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
    }
  `,
  startTurnover: /* GraphQL */ `
    mutation StartTurnover($input: StartTurnoverInput!) {
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
    }
  `,
  applyDisinfectant: /* GraphQL */ `
    mutation ApplyDisinfectant($input: ApplyDisinfectantInput!) {
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
    }
  `,
  releaseRoom: /* GraphQL */ `
    mutation ReleaseRoom($input: ReleaseRoomInput!) {
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
    }
  `,
  quarantineRoom: /* GraphQL */ `
    mutation QuarantineRoom($input: QuarantineRoomInput!) {
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
    }
  `,
  reopenRoom: /* GraphQL */ `
    mutation ReopenRoom($input: ReopenRoomInput!) {
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
    }
  `,
  receivePigmentLot: /* GraphQL */ `
    mutation ReceivePigmentLot($input: ReceivePigmentLotInput!) {
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
    }
  `,
  releasePigmentLot: /* GraphQL */ `
    mutation ReleasePigmentLot($input: ReleasePigmentLotInput!) {
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
    }
  `,
  recallPigment: /* GraphQL */ `
    mutation RecallPigment($input: RecallPigmentInput!) {
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
    }
  `,
  startTreatment: /* GraphQL */ `
    mutation StartTreatment($input: StartTreatmentInput!) {
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
    }
  `,
  recordPass: /* GraphQL */ `
    mutation RecordPass($input: RecordPassInput!) {
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
    }
  `,
  completeTreatment: /* GraphQL */ `
    mutation CompleteTreatment($input: CompleteTreatmentInput!) {
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
    }
  `,
  recordFollowUp: /* GraphQL */ `
    mutation RecordFollowUp($input: RecordFollowUpInput!) {
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
    }
  `,
  setPrice: /* GraphQL */ `
    mutation SetPrice($input: SetPriceInput!) {
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
    }
  `,
  recordPayment: /* GraphQL */ `
    mutation RecordPayment($input: RecordPaymentInput!) {
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
    }
  `,
  refundPayment: /* GraphQL */ `
    mutation RefundPayment($input: RefundPaymentInput!) {
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
    }
  `,
  me: /* GraphQL */ `
    query Me {
      me {
        id
        name
        roles
        clinics {
          id
          name
        }
      }
    }
  `,
  eligibleStaff: /* GraphQL */ `
    query EligibleStaff($clinicId: ID!, $procedureCode: String!, $at: DateTime!) {
      eligibleStaff(clinicId: $clinicId, procedureCode: $procedureCode, at: $at) {
        id
        name
      }
    }
  `,
  availability: /* GraphQL */ `
    query Availability($input: AvailabilityInput!) {
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
    }
  `,
  daySheet: /* GraphQL */ `
    query DaySheet($clinicId: ID!, $date: Date!) {
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
    }
  `,
  pack: /* GraphQL */ `
    query Pack($barcode: String!, $asOf: DateTime) {
      pack(barcode: $barcode, asOf: $asOf) {
        id
        status
        load {
          id
          status
        }
      }
    }
  `,
  recall: /* GraphQL */ `
    query Recall($id: ID!) {
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
    }
  `,
  invoice: /* GraphQL */ `
    query Invoice($id: ID!) {
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
    }
  `,
  hygieneEvents: /* GraphQL */ `
    query HygieneEvents($clinicId: ID!, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
      hygieneEvents(clinicId: $clinicId, from: $from, to: $to, first: $first, after: $after) {
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
    }
  `,
} as const;

const first = ['daySheet', 'me', 'availability', 'eligibleStaff', 'hygieneEvents'];
const rank = (field: string): number => (first.includes(field) ? first.indexOf(field) : first.length);

/** What the operations that only ask are asked with; the page puts the person's clinic and the time in place. */
const variables: Partial<Record<keyof typeof operations, object>> = {
  daySheet: { clinicId: '<clinic>', date: '<today>' },
  hygieneEvents: { clinicId: '<clinic>', first: 20 },
  eligibleStaff: { clinicId: '<clinic>', procedureCode: 'SMP-FULL', at: '<now>' },
  availability: { input: { clinicId: '<clinic>', procedureCode: 'SMP-FULL', from: '<now>', to: '<in a day>' } },
};

/** The operations for a person to try, those first that only ask. */
export const examples: readonly { name: string; document: string; variables?: Record<string, unknown> }[] =
  Object.entries(operations)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([field, document]) => ({
      name: /^(?:query|mutation) (\w+)/.exec(document)?.[1] ?? field,
      document: print(parse(document)),
      variables: {
        ...(variables[field as keyof typeof operations] ?? (document.startsWith('mutation') ? { input: {} } : {})),
      },
    }));
