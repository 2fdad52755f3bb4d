import { isDeepStrictEqual } from 'node:util';

import { slsaLevels, type SourceVerification } from '#evidence';

import { proveSummary } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf } from '../corpus.js';
import { PASS, passIf, type Judge } from '../outcome.js';
import { textOf } from '../trust-of-case.js';

/** A row of upstream's tables: levels alone, or a summary and what is expected of it; what a row leaves out is not asked. */
interface Row {
  readonly levels?: readonly string[];
  readonly want?: Readonly<Record<string, number>>;
  readonly vsa?: { readonly Predicate?: Predicate };
  readonly vsaOpts?: Expected;
}

interface Predicate {
  readonly VerifiedLevels?: readonly string[];
  readonly Verifier?: { readonly ID?: string };
  readonly ResourceURI?: string;
  readonly VerificationResult?: string;
}

interface Expected {
  readonly ExpectedVerifiedLevels?: readonly string[];
  readonly ExpectedVerifierID?: string;
  readonly ExpectedResourceURI?: string;
}

export const judgeSummary: Judge = (vector, corpus) => {
  const { levels, want, vsa, vsaOpts = {} } = JSON.parse(textOf(corpus.read(fileOf(vector, 'input') ?? ''))) as Row;
  if (levels !== undefined)
    return passIf(isDeepStrictEqual(Object.fromEntries(slsaLevels(levels)), want ?? {}), 'OTHER_LEVELS');
  const asked = vsaOpts.ExpectedVerifiedLevels ?? [];
  const { ExpectedVerifierID: verifierId, ExpectedResourceURI: resourceUri } = vsaOpts;
  proveSummary(
    {
      ...(verifierId === undefined ? {} : { verifierId }),
      ...(resourceUri === undefined ? {} : { resourceUri }),
      levels: asked,
    },
    summaryOf(vsa?.Predicate ?? {}),
  );
  return PASS;
};

function summaryOf(row: Predicate): SourceVerification {
  return {
    kind: 'verification-summary',
    verifierId: row.Verifier?.ID ?? 'not asked',
    resourceUri: row.ResourceURI ?? 'not asked',
    result: (row.VerificationResult ?? 'PASSED') === 'PASSED' ? 'PASSED' : 'FAILED',
    levels: row.VerifiedLevels ?? [],
  };
}
