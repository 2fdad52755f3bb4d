import { cleanPath, type ArtifactRule, type Artifacts, type ChainItem } from '#evidence';

import { VerificationError } from '../verification-error.js';
import { compileGlob } from './glob.js';

/** What a step took in and gave out, agreed by those who may say so. */
export interface Recorded {
  readonly materials: Artifacts;
  readonly products: Artifacts;
}

/** What a rule looks at: one side of a step, and the records of all steps. */
export interface RuleSite {
  readonly step: Recorded;
  readonly side: 'materials' | 'products';
  readonly records: ReadonlyMap<string, Recorded>;
}

type MatchRule = Extract<ArtifactRule, { kind: 'match' }>;

/**
 * Proves: every artifact of the step was consumed by a rule before one that forbids it, and those that are required were
 * there (in-toto specification v1.0, section 4.3.3). Rules apply in their order; an artifact is consumed once.
 * @throws VerificationError LAYOUT_RULE_VIOLATED, LAYOUT_PATTERN, LAYOUT_THRESHOLD
 */
export function proveArtifacts(item: ChainItem, records: ReadonlyMap<string, Recorded>): void {
  const step = recordOf(item, records);
  const sides = [
    { side: 'materials', rules: item.expectedMaterials },
    { side: 'products', rules: item.expectedProducts },
  ] as const;
  for (const { side, rules } of sides) {
    const queue = new Set(step[side].keys());
    for (const rule of rules) {
      for (const path of consume(rule, queue, { step, side, records })) queue.delete(path);
    }
  }
}

/** @throws VerificationError LAYOUT_THRESHOLD where nobody recorded the step */
export function recordOf({ name }: ChainItem, records: ReadonlyMap<string, Recorded>): Recorded {
  const record = records.get(name);
  if (record === undefined) throw new VerificationError('LAYOUT_THRESHOLD', { expected: `a record of "${name}"` });
  return record;
}

/**
 * The artifacts of the queue that a rule takes out of it.
 * @throws VerificationError LAYOUT_RULE_VIOLATED where the rule forbids or misses one, LAYOUT_PATTERN
 */
export function consume(rule: ArtifactRule, queue: ReadonlySet<string>, site: RuleSite): readonly string[] {
  switch (rule.kind) {
    case 'require':
      if (queue.has(rule.pattern)) return [];
      throw violated(site, `"${rule.pattern}", which is required`, 'it is not there');
    case 'disallow': {
      const [first, ...others] = matching(rule.pattern, queue);
      if (first === undefined) return [];
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      throw violated(site, `nothing that matches "${rule.pattern}"`, `"${first}"${more}`);
    }
    case 'match':
      return matched(rule, queue, site);
    default: {
      const { kind } = rule;
      return matching(rule.pattern, queue).filter((path) => isOfKind(kind, path, site.step));
    }
  }
}

function violated({ side }: RuleSite, expected: string, found: string): VerificationError {
  return new VerificationError('LAYOUT_RULE_VIOLATED', { expected: `${side}: ${expected}`, found });
}

function matching(pattern: string, queue: ReadonlySet<string>): readonly string[] {
  const { literal, matches } = compileGlob(cleanPath(pattern));
  // A rule that names one file looks once, however many artifacts there are.
  if (literal !== undefined) return queue.has(literal) ? [literal] : [];
  return [...queue].filter(matches);
}

function isOfKind(kind: 'create' | 'delete' | 'modify' | 'allow', path: string, { materials, products }: Recorded) {
  if (kind === 'create') return products.has(path) && !materials.has(path);
  if (kind === 'delete') return materials.has(path) && !products.has(path);
  if (kind === 'allow') return true;
  return materials.has(path) && products.has(path) && materials.get(path) !== products.get(path);
}

/** Artifacts that another step recorded too, under the same path below the two prefixes, with the same digests. */
function matched(rule: MatchRule, queue: ReadonlySet<string>, { step, side, records }: RuleSite): readonly string[] {
  const there = records.get(rule.step)?.[rule.destination];
  if (there === undefined) return [];
  const [source, destination] = [folderOf(rule.sourcePrefix), folderOf(rule.destinationPrefix)];
  const { literal, matches } = compileGlob(cleanPath(rule.pattern));
  const candidates = literal === undefined ? [...queue] : queue.has(source + literal) ? [source + literal] : [];
  return candidates.filter((path) => {
    if (!path.startsWith(source) || !matches(path.slice(source.length))) return false;
    const counterpart = cleanPath(destination + path.slice(source.length));
    // A path that climbs out of the folder is not below it, whatever it ends at.
    return counterpart.startsWith(destination) && isSame(step[side].get(path), there.get(counterpart));
  });
}

/** Without a digest there is nothing that could be the same. */
function isSame(here: string | undefined, there: string | undefined): boolean {
  return here !== undefined && here !== '' && here === there;
}

/** A prefix with its slash, so that `lib` is no prefix of `library`; empty where there is none. */
function folderOf(prefix: string): string {
  const clean = prefix === '' ? '.' : cleanPath(prefix);
  if (clean === '.') return '';
  return clean.endsWith('/') ? clean : `${clean}/`;
}
