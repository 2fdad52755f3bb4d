import type { AttributeReport } from '#evidence';

/** What its author asserts about the subject, in words agreed between him and those who read it. */
export interface ScaiClaim {
  readonly kind: 'scai';
  /** Of the subject itself, and without conditions. */
  readonly attributes: readonly string[];
  /** Of some other target (a tool, an environment), and without conditions. */
  readonly targetAttributes: readonly string[];
  /** Those that hold only under conditions, which nothing here reads. */
  readonly conditional: readonly string[];
}

export function claimOfScai({ kind, attributes }: AttributeReport): ScaiClaim {
  const names = (chosen: AttributeReport['attributes']) =>
    [...new Set(chosen.map(({ attribute }) => attribute))].sort();
  const plain = attributes.filter(({ isConditional }) => !isConditional);
  return {
    kind,
    attributes: names(plain.filter(({ target }) => target === undefined)),
    targetAttributes: names(plain.filter(({ target }) => target !== undefined)),
    conditional: names(attributes.filter(({ isConditional }) => isConditional)),
  };
}
