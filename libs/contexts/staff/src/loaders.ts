import { Injectable } from '@nestjs/common';
import { loaderOf, type About, type Request } from '@stipple/service';
import { Clinics, type ClinicRow } from './clinic/clinic.view.js';
import { Members, type MemberRow } from './member/member.view.js';
import { Standings, type CredentialRow, type PrivilegeRow } from './standing/standing.view.js';

/** What other things point to, as the read models have it. However much is asked for, one operation reads each kind once. */
@Injectable()
export class Loaders {
  readonly clinic: About<{ id: string }, ClinicRow>;
  readonly member: About<{ id: string }, MemberRow>;
  /** By the person who holds them. */
  readonly credentials: (request: Request, memberId: string) => Promise<readonly CredentialRow[]>;
  readonly privileges: (request: Request, memberId: string) => Promise<readonly PrivilegeRow[]>;

  constructor(clinics: Clinics, members: Members, standings: Standings) {
    const clinic = loaderOf('clinic by id', (ids) => clinics.byId(ids));
    const member = loaderOf('member by id', (ids) => members.byId(ids));
    this.clinic = {
      name: 'clinic',
      load: ({ id }, request) => clinic(request, id),
      clinicOf: ({ id }) => id,
      isPublic: true,
    };
    this.member = {
      name: 'staff member',
      load: ({ id }, request) => member(request, id),
      clinicOf: ({ roles }) => Object.keys(roles),
      personOf: ({ id }) => id,
    };
    this.credentials = loaderOf('credentials by holder', (ids) => standings.credentialsOf(ids));
    this.privileges = loaderOf('privileges by holder', (ids) => standings.privilegesOf(ids));
  }
}
