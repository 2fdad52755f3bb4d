import { jsonLine } from '../terminal/json-line.js';
import type { ProposedRule } from './propose-rules.js';

/** What a proposed workspace is made of. Names and paths come from strangers. */
export interface ProposedWorkspace {
  readonly slug: string;
  /** Evidence, relative to where the workspace will stand. */
  readonly evidence: readonly string[];
  /** Git repositories with signed commits or tags. */
  readonly repositories: readonly string[];
  readonly rules: readonly ProposedRule[];
  /** Files that evidence names by digest. */
  readonly artifacts: readonly { readonly name: string; readonly file: string }[];
}

const SEEN_AT_MOST = 5;

/**
 * A workspace file in YAML that trusts nobody yet: whoever signed stands under `proposedRules`, which no command uses.
 * Every value is written as JSON, which is YAML that nothing in it can break out of.
 */
export function renderWorkspace({ slug, evidence, repositories, rules, artifacts }: ProposedWorkspace): string {
  return `${[
    '# Proposed by aver look. It trusts nobody: read each rule below, ask yourself whether that identity is one of yours',
    '# and may say this, and move the rules that you confirm from proposedRules to rules. Give them telling ids.',
    ...['organization:', `  slug: ${jsonLine(slug)}`, `  name: ${jsonLine(slug)}`],
    ...['trustRoots: [public-good]', 'rules: []'],
    ...(rules.length === 0 ? ['proposedRules: []'] : ['proposedRules:', ...rules.flatMap(ruleLines)]),
    ...listOf('evidence', evidence.map(jsonLine)),
    ...listOf('repositories', repositories.map(jsonLine)),
    '# One product and one release to begin with; name them as you do.',
    ...['products:', `  - slug: ${jsonLine(slug)}`, `    name: ${jsonLine(slug)}`, '    releases:'],
    '      - version: "unreleased"',
    ...(artifacts.length === 0
      ? ['        artifacts: [] # files of the release, as { name, file } or { name, digests }']
      : ['        # Files here that the evidence speaks of; what else belongs to the release, only you know.']),
    ...(artifacts.length === 0 ? [] : ['        artifacts:']),
    ...artifacts.map(({ name, file }) => `          - { name: ${jsonLine(name)}, file: ${jsonLine(file)} }`),
  ].join('\n')}\n`;
}

function ruleLines({ rule, seenIn }: ProposedRule): readonly string[] {
  const more = seenIn.length > SEEN_AT_MOST ? `, and ${seenIn.length - SEEN_AT_MOST} more` : '';
  return [
    `  # seen in ${seenIn.slice(0, SEEN_AT_MOST).map(jsonLine).join(', ')}${more}`,
    ...Object.entries(rule).map(([field, value], index) => `  ${index === 0 ? '-' : ' '} ${field}: ${jsonLine(value)}`),
  ];
}

function listOf(field: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [`${field}: []`] : [`${field}:`, ...items.map((item) => `  - ${item}`)];
}
