import { EVIDENCE_KINDS, parse, type EvidenceKind } from '#evidence';
import { parseInstant, toUtf8 } from '#kernel';
import { createSampleWorld } from '#sample-world';
import { Verifier } from '#verification';

import { PROVENANCE, ROOT, RULE } from '../../../libs/verification/src/testing/world.js';
import { must, type Target } from '../target.js';

const SAMPLE = createSampleWorld({ seed: 'fuzz', now: parseInstant('2026-11-20T12:00:00Z') });
const MOST_SEEDS = 12;
const VERIFIER = new Verifier({ trustRoots: [ROOT], rules: [{ ...RULE, kinds: EVIDENCE_KINDS }] });

/** Statements of the sample organization, as they were signed, and the documents inside of them. */
const STATEMENTS = SAMPLE.products
  .flatMap(({ releases }) => releases.flatMap(({ evidence }) => evidence))
  .flatMap(({ bytes }) => {
    const { kind, content } = parse(bytes);
    if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse' || content.statement === undefined)
      return [];
    const { payload } = content.entity.content;
    return [{ kind, payload, document: toUtf8(JSON.stringify(content.statement.predicate)) }];
  });

/** Reading never throws: what a document is not is an answer too. */
function documentTarget(name: string, seeds: readonly Uint8Array[]): Target {
  return {
    name,
    seeds,
    enter: (input) => {
      const { verdict, verified } = VERIFIER.verify(parse(input));
      must(verified === undefined, 'what nobody signed is never verified');
      must(!verdict.checks.some(({ code }) => code === 'INTERNAL'), 'no input reaches a bug of ours');
    },
  };
}

function seedsOf(kinds: readonly EvidenceKind[]): readonly Uint8Array[] {
  const own = STATEMENTS.filter(({ kind }) => kinds.includes(kind));
  const all = own.flatMap(({ payload, document }) => [payload, document]);
  return all.filter((_, index) => index % Math.ceil(all.length / MOST_SEEDS) === 0);
}

const others = [...new Set(STATEMENTS.map(({ kind }) => kind))].filter((kind) => kind !== 'sbom' && kind !== 'vex');

export const DOCUMENT_TARGETS: readonly Target[] = [
  documentTarget('statement', [
    toUtf8(JSON.stringify(PROVENANCE)),
    ...STATEMENTS.slice(0, 3).map(({ payload }) => payload),
  ]),
  documentTarget('sbom', seedsOf(['sbom'])),
  documentTarget('vex', seedsOf(['vex'])),
  documentTarget('predicate', seedsOf(others)),
];
