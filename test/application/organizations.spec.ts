import { describe, expect, it } from '@jest/globals';

import { TOKEN_PERMISSIONS, type Actor } from '#application';
import { digestOf, PublicKey, toUtf8 } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { ROOT, RULES } from './sample-evidence.js';
import { day, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const ORDER = { slug: 'founded', name: 'Founded', synthetic: false, administrator: 'Ada' };

async function auditOf(actor: Actor): Promise<readonly string[]> {
  const { read } = at.current.useCases;
  const page = await read.run(actor, 'report:read', ({ audit }) => audit.list({ first: 100 }));
  return page.items.map(({ node }) => `${node.action} ${node.target}`);
}

describe('a new organization', () => {
  it('has a key, the one rule that trusts it, the shipped trust roots, an administrator and an account of all that', async () => {
    const { useCases, ports } = at.current;
    const { organization, first } = await useCases.createOrganization.run(ORDER);
    const actor = await useCases.authenticateToken.run(first.token);
    expect(actor).toMatchObject({ name: 'Ada', principalKind: 'person', permissions: [...TOKEN_PERMISSIONS].sort() });
    expect(first.record.expiresAt).toBe(day(90));
    const { publicKey } = await ports.keyring.signer(organization.id);
    const { roots, rules } = await useCases.read.run(actor, 'report:read', async ({ trust }) => ({
      roots: await trust.roots(),
      rules: await trust.rules(),
    }));
    expect(roots.map(({ name, digest }) => [name, digest])).toEqual([[ROOT.name, ROOT.digest]]);
    expect(rules.map(({ rule }) => rule.id)).toEqual(['organization-key']);
    const signer = rules[0]?.rule.signer;
    expect(signer?.kind === 'key' && PublicKey.fromPem(signer.publicKey).fingerprint).toBe(publicKey.fingerprint);
    expect(await auditOf(actor)).toEqual([
      `token.issued ${first.record.id}`,
      'organization.created founded',
      `signing-key.created ${publicKey.fingerprint}`,
    ]);
  });

  it('has the id that it is given, because a key elsewhere is named by it', async () => {
    const id = '01930000-0000-7000-8000-0000000000aa';
    const { organization } = await at.current.useCases.createOrganization.run({ ...ORDER, slug: 'named', id });
    expect(organization.id).toBe(id);
    const again = () => at.current.useCases.createOrganization.run({ ...ORDER, slug: 'named-too', id });
    expect(await refusalOf(again)).toBe('ORGANIZATION_EXISTS');
  });

  it('keeps of its first token nothing but the hash', async () => {
    const { first } = await at.current.useCases.createOrganization.run({ ...ORDER, slug: 'hashed' });
    expect(JSON.stringify(first.record)).not.toContain(first.token);
    expect(first.record.hash).toBe(digestOf(toUtf8(first.token)));
  });

  it.each([
    ['a slug that is none', { slug: 'Not A Slug' }, 'SLUG_INVALID'],
    ['an empty name', { name: '' }, 'NAME_INVALID'],
    ['an administrator without a name', { administrator: '  ' }, 'NAME_INVALID'],
    ['an id that is none', { id: 'acme' }, 'ORGANIZATION_ID_INVALID'],
    ['a slug that is taken', { slug: 'taken' }, 'ORGANIZATION_EXISTS'],
  ])('is refused with %s', async (_, change, code) => {
    const { createOrganization } = at.current.useCases;
    if (code === 'ORGANIZATION_EXISTS') await createOrganization.run({ ...ORDER, slug: 'taken' });
    expect(await refusalOf(() => createOrganization.run({ ...ORDER, slug: 'other', ...change }))).toBe(code);
  });
});

describe('a token', () => {
  const REQUEST = { principal: { kind: 'machine', name: 'CI' }, permissions: ['evidence:write'], days: 30 } as const;

  it('carries the permissions it was issued with, each once, for the days it was issued for', async () => {
    const actor = await at.current.organization();
    const { issueToken, authenticateToken } = at.current.useCases;
    const permissions = ['evidence:write', 'evidence:read', 'evidence:write'] as const;
    const { token, record } = await issueToken.run(actor, { ...REQUEST, permissions });
    expect(record).toMatchObject({ permissions: ['evidence:read', 'evidence:write'], expiresAt: day(30) });
    expect(await authenticateToken.run(token)).toMatchObject({
      organization: actor.organization,
      name: 'CI',
      principalKind: 'machine',
    });
  });

  it.each([
    ['no day', { days: 0 }, 'TOKEN_DAYS'],
    ['more than a year', { days: 366 }, 'TOKEN_DAYS'],
    ['half a day', { days: 0.5 }, 'TOKEN_DAYS'],
    ['no number of days', { days: Number.NaN }, 'TOKEN_DAYS'],
    ['no permission', { permissions: [] }, 'TOKEN_PERMISSIONS'],
    ['a permission that does not exist', { permissions: ['root'] as never }, 'TOKEN_PERMISSIONS'],
    ['a holder without a name', { principal: { kind: 'person', name: '' } as const }, 'NAME_INVALID'],
    ['a name with a NUL character', { principal: { kind: 'person', name: 'A\0' } as const }, 'NAME_INVALID'],
  ])('is not issued for %s', async (_, change, code) => {
    const actor = await at.current.organization();
    const { issueToken } = at.current.useCases;
    expect(await refusalOf(() => issueToken.run(actor, { ...REQUEST, ...change }))).toBe(code);
  });

  it('lets nobody in after it was revoked, and is revoked once', async () => {
    const actor = await at.current.organization();
    const { issueToken, revokeToken, authenticateToken } = at.current.useCases;
    const { token, record } = await issueToken.run(actor, REQUEST);
    await revokeToken.run(actor, record.id);
    expect(await refusalOf(() => authenticateToken.run(token))).toBe('TOKEN_REFUSED');
    expect(await refusalOf(() => revokeToken.run(actor, record.id))).toBe('TOKEN_UNKNOWN');
    expect((await auditOf(actor)).at(-1)).toBe(`token.revoked ${record.id}`);
  });

  it('of another organization cannot be revoked, nor seen to exist', async () => {
    const [mine, theirs] = [await at.current.organization(), await at.current.organization()];
    const { issueToken, revokeToken, authenticateToken } = at.current.useCases;
    const { token, record } = await issueToken.run(theirs, REQUEST);
    expect(await refusalOf(() => revokeToken.run(mine, record.id))).toBe('TOKEN_UNKNOWN');
    expect(await refusalOf(() => authenticateToken.run(token))).toBe('none');
  });
});

describe('a product and its releases', () => {
  it('are named once; naming them again changes nothing and is not put on record', async () => {
    const actor = await at.current.organization();
    const { createProduct, createRelease } = at.current.useCases;
    const first = await createProduct.run(actor, { slug: 'app', name: 'App' });
    const again = await createProduct.run(actor, { slug: 'app', name: 'Another name' });
    expect([first.outcome, again.outcome]).toEqual(['created', 'known']);
    expect(again.product).toEqual(first.product);
    const release = await createRelease.run(actor, { product: 'app', version: '1.0.0' });
    const known = await createRelease.run(actor, { product: 'app', version: '1.0.0' });
    expect([release.outcome, known.outcome]).toEqual(['created', 'known']);
    expect(known.release).toEqual(release.release);
    expect((await auditOf(actor)).slice(3)).toEqual(['product.created app', 'release.created app@1.0.0']);
    expect((await at.current.jobs()).filter(({ name }) => name === 'evaluate-release')).toHaveLength(1);
  });

  it.each([
    ['of no product', { product: 'none', version: '1' }, 'PRODUCT_UNKNOWN'],
    ['whose version is none', { product: 'none', version: '../1' }, 'VERSION_INVALID'],
  ])('a release %s is refused', async (_, order, code) => {
    const actor = await at.current.organization();
    expect(await refusalOf(() => at.current.useCases.createRelease.run(actor, order))).toBe(code);
  });

  it.each([
    ['slug', { slug: 'App', name: 'App' }, 'SLUG_INVALID'],
    ['name', { slug: 'app', name: '' }, 'NAME_INVALID'],
  ])('a product without a proper %s is refused', async (_, order, code) => {
    const actor = await at.current.organization();
    expect(await refusalOf(() => at.current.useCases.createProduct.run(actor, order))).toBe(code);
  });
});

describe('a trust rule', () => {
  const JOB = 'reverify-organization';

  it('is put on record and has everything judged again', async () => {
    const actor = await at.current.organization();
    const { putTrustRule, read } = at.current.useCases;
    await at.current.jobs();
    await putTrustRule.run(actor, RULES.pipeline);
    expect(await at.current.jobs()).toEqual([{ name: JOB, organization: actor.organization }]);
    const rules = await read.run(actor, 'report:read', ({ trust }) => trust.rules());
    expect(rules.map(({ rule }) => rule.id)).toEqual(['organization-key', 'pipeline']);
    expect((await auditOf(actor)).at(-1)).toBe('trust-rule.put pipeline');
  });

  it.each([
    ['with a field that nobody knows', { ...RULES.pipeline, trusted: true }, 'RULE_INVALID'],
    ['under the name of the organization’s own key', { ...RULES.pipeline, id: 'organization-key' }, 'RULE_RESERVED'],
    [
      'that asks for no log under a root that lists one',
      { ...RULES.pipeline, log: 'none', trustRoot: ROOT.name },
      'RULE_NONE_REFUSED',
    ],
  ])('%s is refused, and nothing is judged again', async (_, rule, code) => {
    const actor = await at.current.organization();
    await at.current.jobs();
    expect(await refusalOf(() => at.current.useCases.putTrustRule.run(actor, rule))).toBe(code);
    expect(await at.current.jobs()).toEqual([]);
  });

  it('is retired once, never the organization’s own', async () => {
    const actor = await at.current.organization();
    const { putTrustRule, retireTrustRule } = at.current.useCases;
    await putTrustRule.run(actor, RULES.pipeline);
    await at.current.jobs();
    await retireTrustRule.run(actor, 'pipeline');
    expect(await at.current.jobs()).toEqual([{ name: JOB, organization: actor.organization }]);
    expect(await refusalOf(() => retireTrustRule.run(actor, 'pipeline'))).toBe('RULE_UNKNOWN');
    expect(await refusalOf(() => retireTrustRule.run(actor, 'organization-key'))).toBe('RULE_RESERVED');
  });
});

describe('a trust root', () => {
  const other = toUtf8(`${new TextDecoder().decode(ROOT.bytes)}\n`);

  it('is added once, under one name, and has everything judged again', async () => {
    const actor = await at.current.organization();
    const { addTrustRoot } = at.current.useCases;
    await at.current.jobs();
    expect(await addTrustRoot.run(actor, { name: 'mine', bytes: other })).toMatchObject({
      name: 'mine',
      source: 'file',
    });
    expect(await at.current.jobs()).toEqual([{ name: 'reverify-organization', organization: actor.organization }]);
    expect(await addTrustRoot.run(actor, { name: 'mine', bytes: other })).toMatchObject({ name: 'mine' });
    expect(await addTrustRoot.run(actor, { name: 'again', bytes: other })).toMatchObject({ name: 'mine' });
    expect(await at.current.jobs()).toEqual([]);
  });

  it.each([
    ['garbage', 'mine', toUtf8('not json'), 'JSON_INVALID'],
    ['JSON that is no trusted root', 'mine', toUtf8('{"mediaType":"x"}'), 'TRUST_ROOT_MEDIA_TYPE'],
    ['other bytes under a name that is taken', ROOT.name, other, 'ROOT_NAME_TAKEN'],
    ['a name that is none', 'My Root', other, 'SLUG_INVALID'],
    ['more bytes than a root has', 'mine', new Uint8Array(10 * 1024 * 1024 + 1), 'ROOT_TOO_LARGE'],
  ])('is refused as %s', async (_, name, bytes, code) => {
    const actor = await at.current.organization();
    expect(await refusalOf(() => at.current.useCases.addTrustRoot.run(actor, { name, bytes }))).toBe(code);
  });

  it('is refused when a rule in force would be too weak under it: nothing could be judged any more', async () => {
    const actor = await at.current.organization();
    const { addTrustRoot, putTrustRule } = at.current.useCases;
    await putTrustRule.run(actor, { ...RULES.pipeline, log: 'none', time: 'none', trustRoot: 'mine' });
    expect(await refusalOf(() => addTrustRoot.run(actor, { name: 'mine', bytes: other }))).toBe('RULE_NONE_REFUSED');
  });
});
