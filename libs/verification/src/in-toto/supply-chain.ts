import type { Artifacts, Layout, LayoutStep, StepLink, SupplyChain } from '#evidence';
import type { Instant } from '#kernel';

import { VerificationError } from '../verification-error.js';
import { proveArtifacts, recordOf, type Recorded } from './artifact-rules.js';
import { functionaryOf } from './functionary.js';
import { requireParameters, withParameters, type LayoutParameters } from './parameters.js';

/** The moment for which the question is asked, where it is known, and values for the layout's rules. */
export interface ChainQuestion {
  readonly at: Instant | undefined;
  readonly parameters: LayoutParameters;
}

const NO_PARAMETERS: LayoutParameters = new Map();

/**
 * Proves: each step of the layout was recorded by enough of its functionaries, who agree, and the artifacts flow as its
 * rules say; what stands for a step as a layout of its own likewise (in-toto specification v1.0, section 5.2). Gives
 * what went into the whole and what came out. Assumes: the layout's owner was proven. Inspections are not run.
 * @throws VerificationError LAYOUT_*
 */
export function proveChain({ layout, links }: SupplyChain, { at, parameters }: ChainQuestion): Recorded {
  requireParameters(parameters);
  const [first] = layout.steps;
  const last = layout.steps.at(-1);
  if (first === undefined || last === undefined) throw new VerificationError('LAYOUT_STEPS_NONE');
  proveInForce(layout, at);
  if (links.length === 0) throw new VerificationError('LAYOUT_LINKS_NONE', { expected: `links of ${first.name}` });
  const records = new Map(layout.steps.map((step) => [step.name, proveStep(step, { layout, links }, at)]));
  for (const step of layout.steps) {
    within(step.name, () => {
      proveArtifacts(withParameters(step, parameters), records);
    });
  }
  return { materials: recordOf(first, records).materials, products: recordOf(last, records).products };
}

/** At that very second it has expired. @throws VerificationError LAYOUT_EXPIRED */
export function proveInForce({ expires }: Layout, at: Instant | undefined): void {
  if (at === undefined || at < expires) return;
  throw new VerificationError('LAYOUT_EXPIRED', { expected: `a moment before ${expires}`, found: at });
}

/** What the step's functionaries recorded. Distinct keys count, whatever ids they have. */
function proveStep(step: LayoutStep, { layout, links }: SupplyChain, at: Instant | undefined): Recorded {
  const own = links.filter((link) => link.step === step.name);
  const signed = own.flatMap((link) => {
    const functionary = functionaryOf(link, step, layout);
    return functionary === undefined ? [] : [{ link, fingerprint: functionary.key.fingerprint }];
  });
  const count = new Set(signed.map(({ fingerprint }) => fingerprint)).size;
  if (count < step.threshold) throw tooFew(step, count, own.length);
  const [first, ...others] = signed.map(({ link }) => within(step.name, () => recordedBy(link, at)));
  if (first === undefined) throw tooFew(step, 0, own.length);
  if (others.every((other) => agree(first, other))) return first;
  throw new VerificationError('LAYOUT_LINKS_DIFFER', { expected: `one record of step "${step.name}"` });
}

function tooFew(step: LayoutStep, count: number, links: number): VerificationError {
  const code = step.hasCertificateConstraints ? 'LAYOUT_CERTIFICATES_UNCHECKED' : 'LAYOUT_THRESHOLD';
  return new VerificationError(code, {
    expected: `step "${step.name}" by ${step.threshold} of its functionaries`,
    found: `${count}, in ${links} links`,
  });
}

/** A layout that stands for a step is owned by the functionary who signed it; parameters are for the outermost one. */
function recordedBy({ record }: StepLink, at: Instant | undefined): Recorded {
  return record.kind === 'link' ? record.link : proveChain(record.chain, { at, parameters: NO_PARAMETERS });
}

function agree(one: Recorded, other: Recorded): boolean {
  return sameArtifacts(one.materials, other.materials) && sameArtifacts(one.products, other.products);
}

function sameArtifacts(one: Artifacts, other: Artifacts): boolean {
  return one.size === other.size && [...one].every(([path, digests]) => other.get(path) === digests);
}

/** Says in which step it went wrong. */
function within<T>(step: string, prove: () => T): T {
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const { expected, found } = error.evidence;
    throw new VerificationError(error.code, {
      expected: `step "${step}": ${expected ?? 'that it holds'}`,
      ...(found !== undefined && { found }),
    });
  }
}
