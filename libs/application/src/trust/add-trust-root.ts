import { digestOf, LIMITS, AppError } from '#kernel';
import { loadTrustRoot } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports, Stores } from '../ports/index.js';
import type { TrustRootRecord } from '../records.js';
import { requireSlug } from '../slug.js';
import { afterTrustChange, requireConsistent } from './put-trust-rule.js';

/** Adds a trust root from a file of the organization's choosing: Sigstore's form, CA certificates in PEM, or SPIFFE's. */
export class AddTrustRoot {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid when the bytes are not a trust root; conflict ROOT_NAME_TAKEN */
  run(actor: Actor, order: { readonly name: string; readonly bytes: Uint8Array }): Promise<TrustRootRecord> {
    requirePermission(actor, 'policy:write');
    if (order.bytes.length > LIMITS.bundleBytes)
      throw new AppError('too-large', 'ROOT_TOO_LARGE', 'a trusted root is at most 10 MiB');
    const root: TrustRootRecord = {
      name: requireSlug(order.name, 'the trust root'),
      digest: digestOf(order.bytes),
      bytes: order.bytes,
      source: 'file',
      addedAt: this.ports.clock.now(),
    };
    loadTrustRoot(root);
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const held = await heldAs(stores, root);
      if (held !== undefined) return held;
      await requireConsistent(stores, { root });
      await stores.trust.addRoot(root);
      await afterTrustChange(stores, actor, { action: 'trust-root.added', target: root.name, at: root.addedAt });
      return root;
    });
  }
}

/** The same bytes are one root, under the name they have. @throws AppError conflict ROOT_NAME_TAKEN */
async function heldAs(stores: Stores, { name, digest }: TrustRootRecord): Promise<TrustRootRecord | undefined> {
  const roots = await stores.trust.roots();
  const held = roots.find((root) => root.digest === digest);
  if (held !== undefined) return held;
  if (!roots.some((root) => root.name === name)) return undefined;
  throw new AppError(
    'conflict',
    'ROOT_NAME_TAKEN',
    `another trust root is already named "${name}": choose another name`,
  );
}
