import { requirePermission, type Actor } from '../actor.js';
import type { ProductId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import type { ProductRecord } from '../records.js';
import { requireName, requireSlug } from '../slug.js';

export class CreateProduct {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** Idempotent by slug. @throws AppError forbidden; invalid SLUG_INVALID, NAME_INVALID */
  run(
    actor: Actor,
    order: { readonly slug: string; readonly name: string },
  ): Promise<{ readonly product: ProductRecord; readonly outcome: 'created' | 'known' }> {
    requirePermission(actor, 'evidence:write');
    const product: ProductRecord = {
      id: this.ports.identifiers.next() as ProductId,
      slug: requireSlug(order.slug, 'the product'),
      name: requireName(order.name),
      createdAt: this.ports.clock.now(),
    };
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const outcome = await stores.products.create(product);
      if (outcome === 'created') {
        await stores.audit.append([
          { actor: actor.principal, action: 'product.created', target: product.slug, at: product.createdAt },
        ]);
      }
      return { product: (await stores.products.bySlug(product.slug)) ?? product, outcome };
    });
  }
}
