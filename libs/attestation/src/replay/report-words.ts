import { parse } from '#evidence';
import { canonicalJson, equalBytes, Field, ParseError, parseStrictJson, toUtf8 } from '#kernel';
import { renderHtml, type Report } from '#reporting';

import { REPORT_DOCUMENT } from '../assessment-statement.js';
import { reportOf } from '../draft-assessment.js';
import type { Pack } from '../pack/pack.js';
import type { Attested } from './attested.js';
import type { Recomputed } from './recompute.js';

/** What a statement may name as its report: data, or in older statements the page itself. */
const RENDER: ReadonlyMap<string, (report: Report) => string> = new Map([
  [REPORT_DOCUMENT, (report) => canonicalJson(report)],
  ['report.html', (report) => renderHtml(report)],
]);

/**
 * Is the packed report what this version makes of the recomputed judgement? Undefined where there is none. A report of
 * another version may differ honestly, so this is no reason against anything: it is a thing that cannot be shown.
 */
export function isReportRecomputed(pack: Pack, attested: Attested, recomputed: Recomputed): boolean | undefined {
  const packed = pack.documents.find(({ name }) => RENDER.has(name));
  const render = RENDER.get(packed?.name ?? '');
  if (packed === undefined || render === undefined) return undefined;
  try {
    return equalBytes(packed.bytes, toUtf8(render(reportAgain(pack, attested, recomputed))));
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

function reportAgain(pack: Pack, attested: Attested, recomputed: Recomputed): Report {
  const { input, assessment, framework, judgements } = recomputed;
  const collectors = collectorsIn(pack);
  const evidence = [...pack.evidence].flatMap(([digest, bytes]) => {
    const verdict = judgements.get(digest)?.verdict;
    const { kind, format } = parse(bytes);
    const collector = collectors.get(digest);
    return verdict === undefined ? [] : [{ digest, kind, format, verdict, bytes, ...(collector && { collector }) }];
  });
  const { intake, supersedes, verifier, synthetic } = attested;
  return reportOf({
    input,
    assessment,
    framework,
    trustRoots: pack.trustRoots,
    evidence,
    ...(intake === undefined ? {} : { intake: { checkpoint: intake.checkpoint, accounts: intake.leaves } }),
    ...(supersedes === undefined ? {} : { supersedes }),
    verifier,
    synthetic,
  });
}

/** Who handed an item in is the word of whoever kept the store: nothing here could tell, so it is taken as packed. */
function collectorsIn({ documents }: Pack): ReadonlyMap<string, string> {
  const report = documents.find(({ name }) => name === REPORT_DOCUMENT);
  if (report === undefined) return new Map();
  const items = new Field(parseStrictJson(report.bytes), REPORT_DOCUMENT).get('evidence').items(report.bytes.length);
  return new Map(
    items.flatMap((item): [string, string][] => {
      const collector = item.optional('collector')?.string();
      return collector === undefined ? [] : [[item.get('digest').string(), collector]];
    }),
  );
}
