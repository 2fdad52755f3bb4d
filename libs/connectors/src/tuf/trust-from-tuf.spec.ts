import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, toUtf8 } from '#kernel';
import { createSampleWorld } from '#sample-world';
import { loadTrustRoot } from '#verification';

import { Stores, visit } from '../testing/tuf-client.js';
import { newKey, NOW, SignedRepository } from '../testing/signed-repository.js';
import { trustRootFromTuf } from './trust-root-from-tuf.js';
import { trustRulesFromTuf } from './trust-rules-from-tuf.js';

const stores = new Stores();
afterAll(() => stores.remove());

const ROOT = createSampleWorld({ seed: 'averment tuf', now: NOW }).trustRoot.bytes;
const code = (expected: string) => expect.objectContaining({ name: 'AppError', code: expected });

let repository: SignedRepository;
beforeEach(() => {
  repository = new SignedRepository();
});

async function opened() {
  return visit({ store: await stores.fresh(), root: repository.bootstrap }, repository.publish().files);
}

describe('a trust root by TUF', () => {
  it('comes with versions, and expires with the first role that vouches for it', async () => {
    repository.targets.set('trusted_root.json', ROOT);
    repository.expires.snapshot = '2025-06-20T00:00:00Z';
    const { source, versions } = await trustRootFromTuf(await opened(), { name: 'ours' });
    expect(source).toEqual({
      ...{ name: 'ours', digest: digestOf(ROOT), bytes: ROOT, source: 'tuf' },
      ...{ expires: '2025-06-20T00:00:00.000Z', refreshedAt: NOW },
    });
    expect(versions).toEqual({ root: 1, timestamp: 1, snapshot: 1, targets: 1 });
    expect(loadTrustRoot(source)).toMatchObject({ source: 'tuf', expires: source.expires });
  });

  it('may be signed by a role that it was delegated to, whose version and expiry count too', async () => {
    repository.delegations['sigstore'] = { paths: ['*.json'], targets: { 'trusted_root.json': ROOT } };
    const { versions } = await trustRootFromTuf(await opened(), { name: 'ours' });
    expect(versions).toEqual({ root: 1, timestamp: 1, snapshot: 1, targets: 1, sigstore: 1 });
  });

  it('T-ROOT-01 is refused when the repository names none, or something else by its name', async () => {
    await expect(trustRootFromTuf(await opened(), { name: 'ours' })).rejects.toEqual(code('TUF_TARGET_UNKNOWN'));
    repository.targets.set('trusted_root.json', toUtf8('{}'));
    await expect(trustRootFromTuf(await opened(), { name: 'ours' })).rejects.toEqual(code('FIELD_MISSING'));
  });
});

describe('trust rules by TUF', () => {
  const rule = (id: string, change: object = {}) => ({
    id,
    scope: { kind: 'organization' },
    kinds: ['sbom'],
    signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { exactly: 'a@acme.example' } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: true,
    ...change,
  });
  const product = (name: string) => ({ scope: { kind: 'product', product: name } });
  const bytes = (value: unknown) => toUtf8(JSON.stringify(value));
  const refusals = async () =>
    (await trustRulesFromTuf(await opened())).refused.map(({ role, path, code: why }) => [role, path, why]);

  it('are read from who may state them, with the role that signed each', async () => {
    repository.targets.set('trust-rules/sboms.json', bytes(rule('sboms')));
    repository.targets.set('other.json', bytes(rule('other')));
    repository.delegations['team'] = {
      paths: ['trust-rules/app/*'],
      targets: { 'trust-rules/app/scans.json': bytes(rule('scans', product('app'))) },
    };
    const { rules, refused } = await trustRulesFromTuf(await opened());
    expect(refused).toEqual([]);
    expect(rules.map(({ role, path, rule: { id } }) => [role, path, id])).toEqual([
      ['targets', 'trust-rules/sboms.json', 'sboms'],
      ['team', 'trust-rules/app/scans.json', 'scans'],
    ]);
  });

  it('T-TUF-08 are refused outside the paths of the role that signed them', async () => {
    const path = 'trust-rules/sboms.json';
    repository.delegations['team'] = { paths: ['trust-rules/app/*'], targets: { [path]: bytes(rule('sboms')) } };
    expect(await refusals()).toEqual([['team', path, 'TUF_NOT_DELEGATED']]);
    await expect((await opened()).target(path)).rejects.toEqual(code('TUF_TARGET_UNKNOWN'));
  });

  it('T-TUF-08 are refused when the role was entrusted with the path by one who had none to give', async () => {
    const path = 'trust-rules/sboms.json';
    const friend = { paths: ['trust-rules/*'], targets: { [path]: bytes(rule('sboms')) } };
    repository.delegations['team'] = { paths: ['trust-rules/app/*'], delegations: { friend } };
    expect(await refusals()).toEqual([['friend', path, 'TUF_NOT_DELEGATED']]);
  });

  it('are those of the role that stands first, when two name one path', async () => {
    const path = 'trust-rules/sboms.json';
    const mine = { paths: ['trust-rules/*'], targets: { [path]: bytes(rule('sboms')) } };
    Object.assign(repository.delegations, { first: mine, second: mine });
    const { rules, refused } = await trustRulesFromTuf(await opened());
    expect(rules.map(({ role }) => role)).toEqual(['first']);
    expect(refused).toMatchObject([{ role: 'second', code: 'TUF_NOT_DELEGATED' }]);
  });

  it('are not asked of anybody behind a terminating delegation', async () => {
    const path = 'trust-rules/sboms.json';
    const targets = { [path]: bytes(rule('sboms')) };
    repository.delegations['first'] = { paths: ['trust-rules/*'], terminating: true };
    repository.delegations['second'] = { paths: ['trust-rules/*'], targets };
    expect(await refusals()).toEqual([['second', path, 'TUF_NOT_DELEGATED']]);
  });

  it('are not asked of anybody behind one that stands deeper, either', async () => {
    const path = 'trust-rules/sboms.json';
    const paths = ['trust-rules/*'];
    repository.delegations['first'] = { paths, delegations: { inner: { paths, terminating: true } } };
    repository.delegations['second'] = { paths, targets: { [path]: bytes(rule('sboms')) } };
    expect(await refusals()).toEqual([['second', path, 'TUF_NOT_DELEGATED']]);
  });

  it.each([
    ['another id than its path', 'trust-rules/app/scans.json', rule('others', product('app')), 'TUF_RULE_MISPLACED'],
    [
      'another product than its path',
      'trust-rules/app/scans.json',
      rule('scans', product('web')),
      'TUF_RULE_MISPLACED',
    ],
    ['the organization, from a product', 'trust-rules/app/scans.json', rule('scans'), 'TUF_RULE_MISPLACED'],
    ['more than a rule may state', 'trust-rules/app/scans.json', rule('scans', { admin: true }), 'RULE_INVALID'],
    [
      'the key that signs for the organization',
      'trust-rules/organization-key.json',
      rule('organization-key'),
      'TUF_RULE_RESERVED',
    ],
  ])('are refused about %s', async (_, path, stated, why) => {
    repository.targets.set(path, bytes(stated));
    expect(await refusals()).toEqual([['targets', path, why]]);
  });

  it('are refused under an id that a more trusted role has used, and take nothing with them', async () => {
    repository.targets.set('trust-rules/scans.json', bytes(rule('scans')));
    const targets = { 'trust-rules/app/scans.json': bytes(rule('scans', product('app'))) };
    repository.delegations['team'] = { paths: ['trust-rules/app/*'], targets };
    const { rules, refused } = await trustRulesFromTuf(await opened());
    expect(rules.map(({ role }) => role)).toEqual(['targets']);
    expect(refused).toMatchObject([{ role: 'team', code: 'TUF_RULE_DUPLICATE' }]);
  });

  it.each([
    ['the kinds it was entrusted with', { averment: { evidenceKinds: ['sbom', 'vex'] } }, []],
    ['nothing of ours', { team: 'blue' }, []],
    ['other kinds', { averment: { evidenceKinds: ['vex'] } }, ['TUF_RULE_KIND']],
    ['no kinds', { averment: { evidenceKinds: [] } }, ['TUF_RULE_KIND']],
    ['what we do not know', { averment: { evidenceKinds: ['sbom'], products: ['app'] } }, ['TUF_TERMS']],
    ['nothing we can read', { averment: null }, ['TUF_TERMS']],
  ])('are held to the terms beside the delegation: %s', async (_, custom, why) => {
    const targets = { 'trust-rules/app/scans.json': bytes(rule('scans', product('app'))) };
    repository.delegations['team'] = { paths: ['trust-rules/app/*'], custom, targets };
    expect((await refusals()).map(([, , each]) => each)).toEqual(why);
  });

  it('are held to the terms of every delegator on the way', async () => {
    const targets = { 'trust-rules/app/scans.json': bytes(rule('scans', product('app'))) };
    const paths = ['trust-rules/app/*'];
    const friend = { paths, custom: { averment: { evidenceKinds: ['sbom'] } }, targets };
    const custom = { averment: { evidenceKinds: ['vex'] } };
    repository.delegations['team'] = { paths, custom, delegations: { friend } };
    expect(await refusals()).toEqual([['friend', 'trust-rules/app/scans.json', 'TUF_RULE_KIND']]);
  });

  it('do not suffer from a role whose metadata is gone, nor from one under a hostile name', async () => {
    repository.targets.set('trust-rules/sboms.json', bytes(rule('sboms')));
    repository.delegations['gone'] = { paths: ['elsewhere/*'] };
    repository.delegations['constructor'] = { paths: ['elsewhere/*'] };
    repository.publish();
    repository.files.delete('1.gone.json');
    const client = { store: await stores.fresh(), root: repository.bootstrap };
    const { rules, refused } = await trustRulesFromTuf(await visit(client, repository.files));
    expect(rules).toHaveLength(1);
    expect(refused.map(({ role, code: why }) => [role, why])).toEqual([
      ['gone', 'TUF_MISSING'],
      ['constructor', 'TUF_ROLE_NAME'],
    ]);
  });

  it('beyond a thousand are not read', async () => {
    const targets = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`trust-rules/${index}.json`, bytes({})]),
    );
    repository.delegations['team'] = { paths: ['trust-rules/*'], targets };
    const found = await refusals();
    expect(found).toHaveLength(1001);
    expect(found.at(-1)).toEqual(['team', undefined, 'TUF_RULES_TOO_MANY']);
  });

  it('of roles beyond all measure are not read', async () => {
    for (let index = 0; index < 40; index++) repository.delegations[`role-${index}`] = { paths: ['trust-rules/*'] };
    expect((await refusals()).map(([, , why]) => why)).toEqual(Array(9).fill('TUF_DELEGATIONS_TOO_MANY'));
    await expect((await opened()).target('trust-rules/x.json')).rejects.toEqual(code('TUF_DELEGATIONS_TOO_MANY'));
  });

  it('are refused from a role that another delegator vouches for with another key', async () => {
    const path = 'trust-rules/app/scans.json';
    const targets = { [path]: bytes(rule('scans', product('app'))) };
    const shared = { paths: ['trust-rules/app/*'], targets };
    repository.delegations['shared'] = { paths: ['elsewhere/*'] };
    repository.delegations['team'] = {
      paths: ['trust-rules/app/*'],
      delegations: { shared: { ...shared, listedKey: newKey() } },
    };
    expect(await refusals()).toEqual([['shared', path, 'TUF_THRESHOLD']]);
  });
});
