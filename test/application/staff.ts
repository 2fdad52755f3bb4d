import type { Actor, PersonRecord, SignedIn } from '#application';

import type { Workplace } from './workplace.js';

export const PASSWORD = 'a few plain words';

export interface Hired {
  readonly person: PersonRecord;
  /** Signs in anew, each time. */
  signIn(password?: string): Promise<SignedIn>;
  /** Signs in, and is who asks. */
  actor(): Promise<Actor>;
}

/** Somebody who was invited with these roles and has accepted. */
export async function hire(
  { useCases }: Workplace,
  by: Actor,
  { name, roles }: { readonly name: string; readonly roles: readonly string[] },
): Promise<Hired> {
  const email = `${name.toLowerCase()}@example.org`;
  const { token } = await useCases.invitePerson.run(by, { email, name, roles });
  const { organization, person } = await useCases.acceptInvitation.run({ token, password: PASSWORD });
  const signIn = (password = PASSWORD) => useCases.signIn.run({ organization: organization.slug, email, password });
  const actor = async () => useCases.authenticateSession.run((await signIn()).secret);
  return { person, signIn, actor };
}
