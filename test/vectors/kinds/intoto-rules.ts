import { Field, fromUtf8, type JsonObject, type JsonValue } from '#kernel';
import type { Artifacts } from '#evidence';

import { parseArtifactRule, parseArtifacts, parseItem } from '../../../libs/evidence/src/testing/layouts.js';
import {
  compileGlob,
  consume,
  proveArtifacts,
  VerificationError,
} from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, passIf, type Judge, type Outcome } from '../outcome.js';

/** Tables of upstream's unit tests: patterns, the parsing of rules, what a rule consumes, rules of a whole item. */
export const judgeRules: Judge = (vector, corpus) => {
  const rule = jsonOf('rule', vector, corpus);
  if (rule !== undefined) {
    parseArtifactRule(new Field(rule, 'rule'));
    return PASS;
  }
  const table = jsonOf('table', vector, corpus);
  if (table !== undefined) return passIf((table as PatternRow[]).every(isMatchedAsStated), 'PATTERN');
  const input = jsonOf('input', vector, corpus) as JsonObject;
  return 'metadata' in input ? judgeItems(input) : judgeConsumption(input);
};

function jsonOf(role: string, vector: VectorCase, corpus: Corpus): JsonValue | undefined {
  const path = fileOf(vector, role);
  return path === undefined ? undefined : (JSON.parse(fromUtf8(corpus.read(path))) as JsonValue);
}

/** Pattern, text, whether it matches, and an error where the pattern is none. */
type PatternRow = readonly [string, string, boolean, JsonObject | null];

function isMatchedAsStated([pattern, text, matches, error]: PatternRow): boolean {
  try {
    return compileGlob(pattern).matches(text) === matches && error === null;
  } catch (thrown) {
    return thrown instanceof VerificationError && error !== null;
  }
}

function judgeItems(input: JsonObject): Outcome {
  const records = new Map(Object.entries(input['metadata'] as Record<string, JsonObject>).map(recordOf));
  for (const item of input['item'] as (JsonObject | null)[]) {
    const own = item?.['SupplyChainItem'] as JsonObject | undefined;
    const fields = {
      name: own?.['Name'],
      expected_materials: own?.['ExpectedMaterials'],
      expected_products: own?.['ExpectedProducts'],
    };
    proveArtifacts(parseItem(new Field(fields, 'item')), records);
  }
  return PASS;
}

function recordOf([name, metadata]: [string, JsonObject]) {
  const { Materials, Products } = metadata['Signed'] as JsonObject;
  return [name, { materials: artifactsOf(Materials), products: artifactsOf(Products) }] as const;
}

/** Digests by path, or paths alone where the rule looks at nothing else. */
function artifactsOf(json: JsonValue | undefined): Artifacts {
  if (Array.isArray(json)) return new Map((json as string[]).map((path) => [path, '']));
  return parseArtifacts(new Field(json, 'artifacts'));
}

function judgeConsumption(input: JsonObject): Outcome {
  const words = [input['rule'], input['rule pattern']].filter((word): word is string => typeof word === 'string');
  const rule = parseArtifactRule(new Field(words.join(' ').split(' '), 'rule'));
  const source = artifactsOf(input['source_artifacts']);
  const step = {
    materials: rule.kind === 'match' ? source : artifactsOf(input['materials']),
    products: artifactsOf(input['products']),
  };
  const records = new Map(Object.entries((input['links'] ?? {}) as Record<string, JsonObject>).map(linkOf));
  const queue = (input['artifact_queue'] ?? input['artifact queue']) as string[];
  const consumed = consume(rule, new Set(queue), { step, side: 'materials', records });
  const expected = (input['expected'] ?? []) as string[];
  return passIf(JSON.stringify([...consumed].sort()) === JSON.stringify([...expected].sort()), 'CONSUMED');
}

function linkOf([name, link]: [string, JsonObject]) {
  return [name, { materials: artifactsOf(link['materials']), products: artifactsOf(link['products']) }] as const;
}
