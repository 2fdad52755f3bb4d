import { isSameName } from '#evidence';
import { AppError } from '#kernel';

import type { Actor } from './actor.js';
import type { PrincipalId } from './ids.js';
import type { Stores } from './ports/index.js';
import type { PrincipalRecord } from './records.js';

/** @throws AppError invalid PERSON_NEEDED */
export function requirePerson(actor: Actor): void {
  if (actor.principalKind === 'person') return;
  throw new AppError('invalid', 'PERSON_NEEDED', 'a person answers for this, not a machine');
}

/**
 * Four eyes: two different persons, neither of them a machine; one person with two tokens is still one person.
 * @throws AppError invalid FOUR_EYES
 */
export async function requireColleague(stores: Stores, actor: Actor, asked: PrincipalId): Promise<PrincipalRecord> {
  const [colleague] = await stores.organizations.principals([asked]);
  if (colleague?.kind !== 'person' || actor.principalKind !== 'person' || isSamePerson(colleague, actor)) {
    throw new AppError('invalid', 'FOUR_EYES', 'this takes a person who asks or states and another who agrees');
  }
  return colleague;
}

function isSamePerson(colleague: PrincipalRecord, actor: Actor): boolean {
  return colleague.id === actor.principal || isSameName(colleague.name, actor.name);
}
