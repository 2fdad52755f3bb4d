// Every recipe that ships, pasted and run: what comes out of it is evidence that Averment reads as the claim it is for.
import { describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';

import {
  asIs,
  EVIDENCE_KIND_OF_CLAIM,
  judgeEvidence,
  leavesOf,
  RECIPE_TOOLS,
  recipeFor,
  wantedOf,
  type ClaimRequirement,
  type Recipe,
  type RecipeTool,
  type ShownSnippet,
} from '#compliance';
import { digestOf, parseInstant, toUtf8, type JsonValue } from '#kernel';
import { packageFrameworks, packageRecipes } from '#platform';
import { createSigstore, type EmailIdentity } from '#sample-world';
import { loadTrustRoot, parseTrustRule, Verifier, type TrustRule } from '#verification';

import { has, refusalBySh, runScript, type Ran } from './run-script.js';

const RECIPES = packageRecipes();
const FRAMEWORKS = packageFrameworks();
const MAPPINGS = FRAMEWORKS.list().filter(({ kind }) => kind === 'mapping');
const leavesOfMapping = (id: string) =>
  Object.values(FRAMEWORKS.mapping(id).controls).flatMap(({ requires, beyondPartial }) =>
    [requires, beyondPartial].flatMap((tree) => (tree === undefined ? [] : leavesOf(tree))),
  );

/** Every snippet there is, with what is to be replaced replaced by the examples. */
const SNIPPETS = RECIPES.flatMap((recipe) => RECIPE_TOOLS.flatMap((tool) => pasted(recipe, tool) ?? []));

interface Pasted {
  readonly name: string;
  readonly recipe: Recipe;
  readonly tool: RecipeTool;
  readonly snippet: ShownSnippet;
  readonly text: string;
  readonly rule: string;
}

function pasted(recipe: Recipe, tool: RecipeTool): Pasted | undefined {
  const part = asIs(recipe).tools[tool];
  if ('none' in part) return undefined;
  const replaced = (text: string) =>
    part.replace.reduce((all, { name, example }) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), example), text);
  const name = `${recipe.id} with ${tool}`;
  return { name, recipe, tool, snippet: part, text: replaced(part.text), rule: replaced(part.rule) };
}

describe('recipes', () => {
  it('are there for every claim that a shipped mapping asks for, and for what gap plans ask for besides', () => {
    const asked = new Set([
      ...MAPPINGS.flatMap(({ id }) => leavesOfMapping(id)).map(({ claim }) => claim),
      'vex',
      'release-manifest',
      'human-evidence',
    ]);
    const plain = RECIPES.filter(({ when }) => Object.keys(when).length === 0).map(({ claim }) => claim);
    expect([...asked].filter((claim) => !(plain as string[]).includes(claim))).toEqual([]);
    expect(plain).toEqual([...new Set(plain)]);
  });

  it.each(MAPPINGS.map(({ id }) => id))('name the suites that %s looks for', (id) => {
    const leaves = leavesOfMapping(id);
    for (const leaf of leaves.filter(({ claim, select }) => claim === 'test-result' && select !== undefined)) {
      const [suite] = suitesOf(leaf);
      const shown = recipeFor(RECIPES, { claim: leaf.claim, wanted: wantedOf(leaf.claim, [leaf]) })?.tools.cosign;
      expect({ leaf: leaf.need, text: (shown as ShownSnippet).text }).toMatchObject({
        text: expect.stringContaining(`"configuration": [{ "name": "${suite ?? ''}" }]`),
      });
    }
  });

  it('fill in nothing that a shell could take for a command', () => {
    const wanted = [{ field: 'suite', anyOf: ['x"; rm -rf /; "', '$(id)'] }];
    const shown = recipeFor(RECIPES, { claim: 'test-result', wanted })?.tools.cosign as ShownSnippet;
    expect(shown.text).toContain('"name": "SUITE"');
    expect(shown.text).not.toContain('rm -rf');
  });

  it('for a build at level 3 are those for an isolated build, and no others', () => {
    const at = (level: number) =>
      recipeFor(RECIPES, { claim: 'build-provenance', wanted: [{ field: 'buildLevel', anyOf: [level] }] });
    expect([at(2)?.id, at(3)?.id]).toEqual(['build-provenance', 'build-provenance.isolated']);
  });
});

/** In the words of the condition: every quoted word in it. */
function suitesOf({ select }: ClaimRequirement): readonly string[] {
  return [...(select?.source ?? '').matchAll(/"([^"]+)"/g)].flatMap(([, suite]) => suite ?? []);
}

describe.each(SNIPPETS)('$name', ({ recipe, tool, snippet, text, rule }) => {
  it('has the shape of its tool', () => {
    expect(text).not.toMatch(/@@/);
    if (tool === 'cosign') return;
    const yaml = parseYaml(text) as Record<string, Record<string, unknown>>;
    if (tool === 'tekton') expect(yaml).toMatchObject({ apiVersion: 'tekton.dev/v1', kind: 'Task' });
    if (tool === 'gitlab-ci') expect(Object.values(yaml).every((job) => Array.isArray(job['script']))).toBe(true);
    if (tool === 'github-actions') expect(Array.isArray(yaml['steps']) || yaml['jobs'] !== undefined).toBe(true);
  });

  it('submits what it makes, with the token from where secrets are kept', () => {
    expect(text).toMatch(/aver submit \S/);
    if (tool !== 'cosign' && tool !== 'gitlab-ci')
      expect(text).toMatch(/secrets\.AVERMENT_TOKEN|name: averment, key: token/);
  });

  it('says which commands it needs: those it calls and does not bring', () => {
    const called = COMMANDS.filter((command) => calledIn(snippet.text, command));
    const brought = snippet.text.includes('sigstore/cosign-installer@') ? ['cosign'] : [];
    expect([...snippet.needs, ...brought].sort()).toEqual(called);
  });

  it('comes with a trust rule that is one, for the evidence it makes', () => {
    const { kinds } = parseTrustRule(parseYaml(rule));
    expect(kinds).toContain(EVIDENCE_KIND_OF_CLAIM[recipe.claim]);
  });

  (has('bash') ? it : it.skip)('holds scripts that a shell can read', () => {
    for (const script of scriptsIn(tool, text)) expect(refusalBySh(script)).toBe('');
  });
});

/** Which somebody has to install. */
const COMMANDS = [
  ...['aver', 'cosign', 'curl', 'gh', 'git', 'gitleaks', 'grype', 'hardening-check', 'jq', 'kubectl'],
  ...['scorecard', 'slsa-verifier', 'syft', 'yq'],
];

function calledIn(text: string, command: string): boolean {
  return new RegExp(`(?:^|[|(]|then|if|run:)\\s*${command} `, 'm').test(text);
}

/** The scripts in a snippet, with what GitHub puts in itself put in. */
function scriptsIn(tool: RecipeTool, text: string): readonly string[] {
  if (tool === 'cosign') return [text];
  const found: string[] = [];
  JSON.stringify(parseYaml(text), (key, value: unknown) => {
    if (['run', 'script'].includes(key)) found.push(...[value].flat().map(String));
    return value;
  });
  return found.map((script) => script.replaceAll(/\$\{\{[^}]*\}\}/g, 'x'));
}

const NOW = parseInstant('2026-11-20T12:00:00Z');
const SIGSTORE = createSigstore({ seed: 'recipes', now: NOW, name: 'recipes' });
const ROOT_BYTES = SIGSTORE.trustedRoot();
const ROOT = loadTrustRoot({ name: 'recipes', bytes: ROOT_BYTES, digest: digestOf(ROOT_BYTES), source: 'file' });
const KIM: EmailIdentity = { kind: 'email', issuer: 'https://accounts.example', email: 'kim@acme.example' };
const COMMIT = `tree ${'1'.repeat(40)}\nauthor Kim <kim@acme.example> 1795000000 +0000\ncommitter Kim <kim@acme.example> 1795000000 +0000\n\nFirst\n`;
const SIGNED_COMMIT = SIGSTORE.signGitObject({ object: toUtf8(COMMIT), identity: KIM, at: NOW }).object;

const TRACE = {
  monitor: { type: 'https://monitor.example' },
  monitoredProcess: { hostID: 'a', type: 'build', event: 'run' },
  monitorLog: { process: [] },
};
const FILES = {
  'dist/app.tar.gz': 'the artifact',
  'dist/app': 'an executable',
  'provenance.intoto.jsonl': '{}',
  'secure-development-policy.pdf': 'a document',
  'release-policy.md': 'criteria',
  'source-policy.json': '{}',
  'sbom.cdx.json': '{}',
  'trace.json': JSON.stringify(TRACE),
  'signed.commit': SIGNED_COMMIT,
} as const;

const SBOM = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] };
const GRYPE = {
  matches: [{ vulnerability: { id: 'CVE-2026-1', severity: 'High' } }],
  descriptor: { version: '0.100.0', db: { status: { built: '2026-11-20T01:00:00Z' } } },
};
const SARIF = { version: '2.1.0', runs: [{ tool: { driver: { name: 'semgrep' } }, results: [] }] };
const POLICIES = {
  items: [{ metadata: { name: 'signed-images' }, spec: { rules: [{ validate: { failureAction: 'Enforce' } }] } }],
};
const says = (json: unknown) => `echo '${JSON.stringify(json)}'`;
/** Writes what a tool would have written, wherever it was told to. */
const writes = (file: string, json: unknown) => `cat > ${file} <<'END'\n${JSON.stringify(json)}\nEND`;

const TOOLS = {
  syft: writes('sbom.cdx.json', SBOM),
  grype: writes('grype.json', GRYPE),
  semgrep: writes('analysis.sarif', SARIF),
  'slsa-verifier': 'exit 0',
  'hardening-check': 'exit 0',
  curl: `printf 'Contact: mailto:security@acme.example\\nExpires: 2027-01-01T00:00:00Z\\n' > security.txt`,
  gitleaks: writes('leaks.json', [{ RuleID: 'aws-key', File: 'a.txt', StartLine: 3, Secret: 'REDACTED' }]),
  yq: says({
    header: { 'schema-version': '2.0.0' },
    project: { 'vulnerability-reporting': { 'reports-accepted': true } },
  }),
  scorecard: says({ date: NOW, repo: { name: 'github.com/acme/app', commit: '' }, score: 7.1, checks: [] }),
  gh: says([{ type: 'deletion' }, { type: 'non_fast_forward' }]),
  kubectl: `case "$2" in clusterpolicies*) ${says(POLICIES)} ;; *) ${says({ items: [] })} ;; esac`,
  make: 'exit 0',
  date: `echo ${NOW}`,
  git: `case "$1" in rev-parse) echo ${'a'.repeat(40)} ;; cat-file) cat signed.commit ;; esac`,
} as const;

const SCRIPTS = SNIPPETS.filter(({ tool }) => tool === 'cosign');
const CAN_RUN = has('bash') && has('jq') && has('sha256sum');

describe.each(SCRIPTS)('what comes out of $name', ({ recipe, text, rule }) => {
  (CAN_RUN ? it : it.skip)('is the claim it is for, under the rule that comes with it', () => {
    const ran = runScript(text, { files: FILES, tools: TOOLS });
    const { verdict, facts, findings } = judgeEvidence(signed(ran), verifierUnder(rule));
    expect({ outcome: verdict.outcome, findings }).toEqual({ outcome: 'verified', findings: [] });
    expect(facts.map(({ claim }) => claim.kind)).toContain(recipe.claim);
    if (ran.signed?.kind === 'statement') expect(ran.signed.statement['predicateType']).toBe(recipe.makes);
  });
});

function signed({ signed: asked, submitted }: Ran): Uint8Array {
  const signing = { identity: KIM, at: NOW };
  if (asked === undefined) return submitted;
  if (asked.kind === 'blob') return SIGSTORE.signArtifact({ ...signing, artifact: asked.artifact });
  return SIGSTORE.attest({ ...signing, statement: asked.statement as JsonValue });
}

/** The rule as it stands, but for who signs and when: those are of this test's own Sigstore. */
function verifierUnder(rule: string): Verifier {
  const signer = { kind: 'certificate', issuer: KIM.issuer, identity: { exactly: KIM.email } };
  const own: TrustRule = parseTrustRule({ ...(parseYaml(rule) as object), signer });
  return new Verifier({ trustRoots: [ROOT], rules: [own] });
}

describe.each(SNIPPETS.filter(({ tool }) => tool === 'github-actions'))('$name', ({ text }) => {
  it('names each action by a full version', () => {
    for (const [, used = ''] of text.matchAll(/uses: (\S+)/g)) expect(used).toMatch(/^[\w./-]+@v\d+\.\d+\.\d+$/);
  });
});

describe('a scan', () => {
  (CAN_RUN ? it : it.skip)('says how old its database was, for mappings ask for that', () => {
    const scan = SCRIPTS.find(({ recipe }) => recipe.id === 'vulnerability-scan');
    const ran = runScript(scan?.text ?? '', { files: FILES, tools: TOOLS });
    const { facts } = judgeEvidence(signed(ran), verifierUnder(scan?.rule ?? ''));
    expect(facts.map(({ claim }) => claim)).toEqual([expect.objectContaining({ databaseAgeHours: 11, high: 1 })]);
  });
});

describe('a snapshot of a cluster', () => {
  (CAN_RUN ? it : it.skip)('says of a policy that it enforces only where all of its rules do', () => {
    const script = SCRIPTS.find(({ recipe }) => recipe.id === 'deployment-policy')?.text ?? '';
    const rule = (failureAction?: string) => ({ validate: { ...(failureAction !== undefined && { failureAction }) } });
    const policies = [
      { metadata: { name: 'all' }, spec: { rules: [rule('Enforce'), rule('Enforce')] } },
      { metadata: { name: 'some' }, spec: { rules: [rule('Enforce'), rule('Audit')] } },
      { metadata: { name: 'older' }, spec: { validationFailureAction: 'Enforce', rules: [rule()] } },
      { metadata: { name: 'silent' }, spec: { rules: [rule()] } },
    ];
    const kubectl = `case "$2" in clusterpolicies*) ${says({ items: policies })} ;; *) ${says({ items: [] })} ;; esac`;
    const { signed: asked } = runScript(script, { files: FILES, tools: { ...TOOLS, kubectl } });
    expect(asked).toMatchObject({
      statement: {
        predicate: {
          policies: [
            { name: 'all', mode: 'enforce' },
            { name: 'some', mode: 'audit' },
            { name: 'older', mode: 'enforce' },
            { name: 'silent', mode: 'audit' },
          ],
        },
      },
    });
  });
});

describe('a failed run of tests', () => {
  const expired = "printf 'Contact: mailto:a@acme.example\\nExpires: 2026-01-01T00:00:00Z\\n' > security.txt";
  (CAN_RUN ? it : it.skip).each([
    ['test-result', { make: 'exit 1' }],
    ['test-result.binary-hardening', { 'hardening-check': 'exit 1' }],
    ['test-result.security-contact', { curl: expired }],
    ['test-result.security-contact', { curl: 'exit 22' }],
  ])('of %s is attested as failed, and fails the pipeline', (id, broken) => {
    const script = SCRIPTS.find(({ recipe }) => recipe.id === id)?.text ?? '';
    const tools = { ...TOOLS, ...broken };
    expect(() => runScript(script, { files: FILES, tools })).toThrow();
    const toTheEnd = script.replace('test "$RESULT" = PASSED', ':');
    const { signed: asked } = runScript(toTheEnd, { files: FILES, tools });
    expect(asked).toMatchObject({ statement: { predicate: { result: 'FAILED' } } });
  });
});
