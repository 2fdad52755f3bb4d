import { digestOf, LIMITS, AppError } from '#kernel';
import { loadTrustRoot } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import type { TrustRootRecord } from '../records.js';
import { requireSlug } from '../slug.js';
import { afterTrustChange } from './put-trust-rule.js';

/** Adds a Sigstore trusted root from a file of the organization's choosing. */
export class AddTrustRoot {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid when the bytes are not a trusted root; conflict ROOT_NAME_TAKEN */
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
      const held = (await stores.trust.roots()).find(({ name }) => name === root.name);
      if (held !== undefined && held.digest !== root.digest) {
        throw new AppError(
          'conflict',
          'ROOT_NAME_TAKEN',
          `another trust root is already named "${root.name}": choose another name`,
        );
      }
      if ((await stores.trust.addRoot(root)) === 'added') {
        await afterTrustChange(stores, actor, { action: 'trust-root.added', target: root.name, at: root.addedAt });
      }
      return held ?? root;
    });
  }
}
