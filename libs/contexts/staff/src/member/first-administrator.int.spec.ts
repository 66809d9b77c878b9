import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import type { ContextDefinition } from '@stipple/service';
import { openStage } from '@stipple/service/stage';
import { StaffModule } from '../staff.module.js';
import { codesOf, does, goodPassword, openClinic } from '../staff.fixture.js';
import { inviteFirstAdministrator } from './first-administrator.js';

describe('the first administrator', () => {
  it('is invited at the start, anew until they accept, and never again', async () => {
    const firstAdministrator = ' Admin@Example.com';
    const applications: INestApplicationContext[] = [];
    @Module({ imports: [StaffModule] })
    class BeginningModule {
      static readonly parts: ContextDefinition = {
        ...StaffModule.parts,
        begin: (application) => {
          applications.push(application);
          return inviteFirstAdministrator(application, { firstAdministrator });
        },
      };
    }
    const { privateKey } = generateKeyPairSync('ed25519');
    const stage = await openStage(BeginningModule, {
      provide: StaffModule.provide({ tokenKey: privateKey, identitySecret: randomBytes(32) }),
    });
    try {
      const [application] = applications;
      if (!application) throw new Error('The context did not begin.');
      const [first] = stage.context.notices;
      const [second] = await inviteFirstAdministrator(application, { firstAdministrator });
      expect(first?.sentence).toMatch(
        /^The first administrator, admin@example\.com, chooses a password with this invitation by .*: /,
      );
      const accept = (token: string | undefined) =>
        does(
          stage,
          undefined,
          'acceptInvitation',
          { token, password: goodPassword },
          'user { id name roles clinics { id } }',
        );
      expect(codesOf(await accept(first?.invitation))).toEqual(['INVITATION_INVALID']);

      const clinicId = await openClinic(stage, 'Sukhumvit');
      const { user } = await accept(second?.invitation);
      expect(user).toMatchObject({ name: 'Administrator', roles: ['ADMIN'], clinics: [{ id: clinicId }] });
      expect(await inviteFirstAdministrator(application, { firstAdministrator })).toEqual([]);
      expect(await inviteFirstAdministrator(application, { firstAdministrator: 'other@example.com' })).toEqual([]);
      expect((await stage.events()).find(({ type }) => type === 'AdministratorAppointed')?.meta.actor).toBe(
        'installation',
      );
    } finally {
      await stage.close();
    }
  });
});
