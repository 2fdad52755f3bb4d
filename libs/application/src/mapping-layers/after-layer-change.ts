import type { Actor } from '../actor.js';
import type { Stores } from '../ports/index.js';
import type { AuditEntry } from '../records.js';

/** Every release is judged again, in the background lane. */
export async function afterLayerChange(stores: Stores, actor: Actor, entry: Omit<AuditEntry, 'actor'>): Promise<void> {
  await stores.outbox.add([{ name: 'evaluate-scope', organization: actor.organization }]);
  await stores.audit.append([{ actor: actor.principal, ...entry }]);
}
