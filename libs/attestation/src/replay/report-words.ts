import { parse } from '#evidence';
import { equalBytes, ParseError, toUtf8 } from '#kernel';
import { renderHtml } from '#reporting';

import { reportOf } from '../issue-assessment.js';
import type { Pack } from '../pack/pack.js';
import type { Attested } from './attested.js';
import type { Recomputed } from './recompute.js';

const REPORT = 'report.html';

/**
 * Is the packed report what this version makes of the recomputed judgement? Undefined where there is none. A report of
 * another version may differ honestly, so this is no reason against anything: it is a thing that cannot be shown.
 */
export function isReportRecomputed(pack: Pack, attested: Attested, recomputed: Recomputed): boolean | undefined {
  const packed = pack.documents.find(({ name }) => name === REPORT);
  if (packed === undefined) return undefined;
  try {
    return equalBytes(packed.bytes, toUtf8(renderAgain(pack, attested, recomputed)));
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

function renderAgain(pack: Pack, attested: Attested, recomputed: Recomputed): string {
  const { input, assessment, framework, judgements } = recomputed;
  const evidence = [...pack.evidence].flatMap(([digest, bytes]) => {
    const verdict = judgements.get(digest)?.verdict;
    const { kind, format } = parse(bytes);
    return verdict === undefined ? [] : [{ digest, kind, format, verdict }];
  });
  const { intake, verifier, synthetic } = attested;
  return renderHtml(
    reportOf({
      input,
      assessment,
      framework,
      trustRoots: pack.trustRoots,
      evidence,
      ...(intake === undefined ? {} : { intake: { checkpoint: intake.checkpoint, accounts: intake.leaves } }),
      verifier,
      synthetic,
    }),
  );
}
