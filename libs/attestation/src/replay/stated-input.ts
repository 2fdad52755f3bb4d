import type { Population } from '#compliance';
import { Field, isSubjectDigest, LIMITS, parseStrictJson, type Digest, type SubjectDigest } from '#kernel';

import { digestAt } from './attested.js';

const MAX_ITEMS = 1_000_000;
const SOURCES = ['independent', 'signed-manifest', 'declared'] as const satisfies readonly Population['source'][];

/** What replay needs of the packed AssessmentInput: its population and which evidence it names. The rest is recomputed. */
export interface StatedInput {
  readonly population: Population;
  readonly evidence: ReadonlySet<Digest>;
}

/** Reads the canonical AssessmentInput of a stranger. @throws ParseError */
export function parseStatedInput(bytes: Uint8Array): StatedInput {
  const field = new Field(parseStrictJson(bytes), 'input');
  const population = parsePopulation(field.get('population'));
  const named = ['facts', 'findings'].flatMap((key) =>
    field
      .get(key)
      .items(MAX_ITEMS)
      .map((item) => digestAt(item, 'evidence')),
  );
  return { population, evidence: new Set(population.manifest === undefined ? named : [...named, population.manifest]) };
}

function parsePopulation(field: Field): Population {
  const source = SOURCES.find((name) => name === field.get('source').string());
  if (source === undefined) throw field.get('source').wrong('a population source');
  const manifest = field.optional('manifest');
  return {
    source,
    ...(manifest === undefined ? {} : { manifest: digestAt(field, 'manifest') }),
    artifacts: field
      .get('artifacts')
      .items(LIMITS.subjects)
      .map((item) => ({ name: item.get('name').string(), digests: parseDigests(item.get('digests')) })),
    revisions: parseDigests(field.get('revisions')),
  };
}

function parseDigests(field: Field): readonly SubjectDigest[] {
  return field.items(LIMITS.subjects).map((item) => {
    const text = item.string();
    if (!isSubjectDigest(text)) throw item.wrong('a subject digest');
    return text;
  });
}
