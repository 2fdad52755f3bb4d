import { randomBytes } from 'node:crypto';

import type { ApiClient } from '../client/api-client.js';

/** Somebody who can sign in, with the password that was made up for the demo; it is stored nowhere. */
export interface DemoPerson {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const PEOPLE = [
  { role: 'administrator', name: 'Alex Admin' },
  { role: 'compliance-officer', name: 'Casey Officer' },
  { role: 'engineer', name: 'Erin Engineer' },
  { role: 'procurement', name: 'Pat Buyer' },
  { role: 'auditor', name: 'Avery Auditor' },
] as const;
const PASSWORD_BYTES = 12;

/** One person for each role that an administrator may give alone, invited and accepted as people are. */
export async function invitePeople(administrator: ApiClient): Promise<readonly DemoPerson[]> {
  return Promise.all(PEOPLE.map((person) => invite(administrator, person)));
}

async function invite(administrator: ApiClient, { role, name }: (typeof PEOPLE)[number]): Promise<DemoPerson> {
  const email = `${role}@sample.example`;
  const { invitePerson } = await administrator.graphql<{ invitePerson: { token: string } }>(
    'mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { token } }',
    { input: { email, name, roles: [role] } },
  );
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  await administrator.post(`/v1/invitations/${invitePerson.token}`, { name, password });
  return { role, email, password };
}
