import { periodResult, type Period, type PeriodResult } from '#compliance';
import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { CoverageMoment, Ports } from '../ports/index.js';
import { coverageMoment } from './read-coverage.js';

/** So many releases are read for one answer. */
const MOST_RELEASES = 1000;

export interface ProductResultOrder extends Partial<CoverageMoment> {
  /** Its slug. */
  readonly product: string;
  readonly period: Period;
}

/** A result with the framework and the moments that it is about. */
export interface ProductResult extends PeriodResult {
  readonly moment: CoverageMoment;
}

/**
 * A product over a period: its releases by when they were created here, which nobody can move afterwards. Undefined where
 * there is no such product.
 */
export class ReadProductResult {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock'>) {}

  /** @throws AppError forbidden; not-found FRAMEWORK_NOT_STANDING; invalid PERIOD_EMPTY, PERIOD_TOO_LONG */
  run(actor: Actor, order: ProductResultOrder): Promise<ProductResult | undefined> {
    requirePermission(actor, 'report:read');
    const { period } = order;
    if (period.from >= period.until) {
      throw new AppError('invalid', 'PERIOD_EMPTY', 'a period ends after it begins; its end is not part of it');
    }
    const moment = coverageMoment(this.ports, order);
    return this.ports.unitOfWork.run(actor.organization, async ({ products, assessments }) => {
      const product = await products.bySlug(order.product);
      if (product === undefined) return undefined;
      const releases = await assessments.inPeriod(product.id, { ...period, limit: MOST_RELEASES + 1 }, moment);
      if (releases.length > MOST_RELEASES) {
        throw new AppError(
          'invalid',
          'PERIOD_TOO_LONG',
          `more than ${MOST_RELEASES} releases: ask for a shorter period`,
        );
      }
      const tallies = await assessments.tally(product.id, period, moment);
      return { ...periodResult({ period, releases, tallies }), moment };
    });
  }
}
