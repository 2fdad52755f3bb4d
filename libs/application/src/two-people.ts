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

/** One person with two tokens, or two accounts of one name, is still one person. */
export function areTwoPeople(one: PrincipalRecord | undefined, other: PrincipalRecord | undefined): boolean {
  return one?.kind === 'person' && other?.kind === 'person' && one.id !== other.id && !isSameName(one.name, other.name);
}

/**
 * Four eyes: two different persons, neither of them a machine; one person with two tokens is still one person.
 * @throws AppError invalid FOUR_EYES
 */
export async function requireColleague(stores: Stores, actor: Actor, asked: PrincipalId): Promise<PrincipalRecord> {
  const [colleague] = await stores.organizations.principals([asked]);
  const { principal: id, principalKind: kind, name } = actor;
  if (colleague === undefined || !areTwoPeople(colleague, { id, kind, name })) {
    throw new AppError('invalid', 'FOUR_EYES', 'this takes a person who asks or states and another who agrees');
  }
  return colleague;
}
