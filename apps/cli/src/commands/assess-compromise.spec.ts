import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';

import { compromiseStatement, signStatement } from '#attestation';
import { segmentAt, type Assessment, type ControlExplanation } from '#compliance';
import { digestOf, parseInstant, type Instant } from '#kernel';
import { deriveKey, Seed } from '#sample-world';

import { aver, FLAGSHIP, Folders, SAMPLE, WORLD_NOW } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const KEY = deriveKey(new Seed('security officer'), 'signing', 'p256');
const SIGNER = { publicKey: KEY.publicKey, sign: (message: Uint8Array) => Promise.resolve(KEY.sign(message)) };
const RULE = {
  id: 'security-officer',
  scope: { kind: 'organization' },
  kinds: ['compromise'],
  signer: { kind: 'key', publicKey: KEY.publicKey.toPem() },
  ...{ log: 'none', time: 'none', anchors: ['organization'] },
};
/** The sample workspace with one more rule, and with this statement among its evidence. */
async function workspaceWith(since: Instant | undefined, rules: readonly object[] = [RULE]): Promise<string> {
  const file = await folders.sampleWorkspace();
  const described = parse(await readFile(file, 'utf8')) as { rules: object[]; evidence: string[] };
  await writeFile(
    file,
    stringify({ ...described, rules: [...described.rules, ...rules] }, { aliasDuplicateObjects: false }),
  );
  if (since !== undefined) await writeFile(join(dirname(file), 'evidence', 'compromise.json'), await warning(since));
  return file;
}

async function warning(since: Instant): Promise<Uint8Array> {
  const name = await pipeline();
  const scope = { organization: SAMPLE.organization.slug };
  const said = { since, reason: 'A runner was taken over.', reporter: 'Kim' };
  return signStatement(compromiseStatement({ scope, distrusted: { kind: 'identity', name }, ...said }), SIGNER);
}

const assessed = async (workspace: string) => {
  const { out } = await aver(['--json', 'assess', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW]);
  const { results } = JSON.parse(out) as Assessment;
  return new Map(results.map((result) => [result.control, segmentAt(result, parseInstant(WORLD_NOW)).status]));
};

async function explained(workspace: string): Promise<ControlExplanation> {
  const asked = ['--explain', 'PS.2.1', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW];
  const { out } = await aver(['--json', 'assess', ...asked]);
  return (JSON.parse(out) as { explanation: ControlExplanation }).explanation;
}

/** Who signed what PS.2.1 rests on, as certificates name it. */
async function pipeline(): Promise<string> {
  const [note] = (await explained(await folders.sampleWorkspace())).evidence;
  return note?.producer.split(' ').at(-1) ?? '';
}

describe('a workspace whose evidence says that a pipeline is compromised', () => {
  let before: ReadonlyMap<string, string>;
  beforeAll(async () => {
    before = await assessed(await workspaceWith(undefined));
  });

  it('is judged without what that pipeline signed since then, and says of each piece why it fell', async () => {
    const workspace = await workspaceWith(parseInstant('2020-01-01'));
    const after = await assessed(workspace);
    expect([before.get('RV.3.3'), after.get('RV.3.3')]).toEqual(['SELF_ATTESTED', 'FAILED']);
    const explanation = await explained(workspace);
    // The builder, whom nobody distrusts, names the same files.
    expect(explanation.status).toBe('EVIDENCED');
    const name = await pipeline();
    expect(explanation.evidence.filter(({ producer }) => producer.endsWith(` ${name}`))).toEqual([]);
    const codes = explanation.findings.flatMap((finding) => finding.codes.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(['IDENTITY_DISTRUSTED']));
  });

  it('keeps what was signed before', async () => {
    expect(await assessed(await workspaceWith(parseInstant(WORLD_NOW)))).toEqual(before);
  });

  it('takes nobody’s word for it whom no rule names', async () => {
    expect(await assessed(await workspaceWith(parseInstant('2020-01-01'), []))).toEqual(before);
  });

  it('hears the warning of its own organization only', async () => {
    const file = await workspaceWith(undefined);
    const scope = { organization: 'somebody-else' };
    const distrusted = { kind: 'identity' as const, name: await pipeline() };
    const said = { since: parseInstant('2020-01-01'), reason: 'r', reporter: 'Kim' };
    const bytes = await signStatement(compromiseStatement({ scope, distrusted, ...said }), SIGNER);
    await writeFile(join(dirname(file), 'evidence', `${digestOf(bytes).slice(7)}.json`), bytes);
    expect(await assessed(file)).toEqual(before);
  });
});
