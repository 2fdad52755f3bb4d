import { AppError } from '#kernel';

import type { PrincipalId } from '../ids.js';
import type { Stores } from '../ports/index.js';
import type { PersonRecord } from './person-record.js';

/** @throws AppError not-found PERSON_UNKNOWN */
export async function personOf(stores: Stores, id: PrincipalId): Promise<PersonRecord> {
  const person = await stores.people.byId(id);
  if (person !== undefined) return person;
  throw new AppError('not-found', 'PERSON_UNKNOWN', 'the organization has no person of this id');
}

/**
 * An organization without an administrator could never be helped from inside. Ask under the lock: two who demote each
 * other at once would both be right otherwise.
 * @throws AppError conflict LAST_ADMINISTRATOR
 */
export async function requireAnotherAdministrator(stores: Stores, { id }: Pick<PersonRecord, 'id'>): Promise<void> {
  const administrators = await stores.people.administrators();
  if (!administrators.includes(id) || administrators.length > 1) return;
  throw new AppError(
    'conflict',
    'LAST_ADMINISTRATOR',
    'this is the last active administrator: make somebody else an administrator first',
  );
}
