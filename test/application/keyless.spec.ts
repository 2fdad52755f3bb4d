import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, UseCases } from '#application';
import { attestationSignerRule, replay } from '#attestation';
import { AttestingKeyring, Signers } from '#connectors';
import { parse } from '#evidence';
import { digestOf, parseStrictJson, toUtf8 } from '#kernel';
import { parseTrustRule } from '#verification';

import { keylessOptions } from '../../libs/connectors/src/testing/signing/keyless-options.js';
import { LocalServers } from '../../libs/connectors/src/testing/signing/local-server.js';
import { EMAIL, ISSUER, StandInSigstore } from '../../libs/connectors/src/testing/signing/stand-in-sigstore.js';
import { filesOf } from './loaded-pack.js';
import { artifact, manifest, organizationAtWork, ROOT, signature, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const ORDER = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
const root = new StandInSigstore().world.trustedRoot();
const at = withWorkplace([ROOT, { name: 'stand-in', digest: digestOf(root), bytes: root, source: 'seed' }]);
const servers = new LocalServers();
afterEach(() => servers.close());

let ada: Actor;
let sigstore: StandInSigstore;
let useCases: UseCases;
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'));
  await at.current.settle();
  sigstore = new StandInSigstore();
  const keyless = keylessOptions(await servers.serve(sigstore.listener));
  const signers = new Signers({ pkcs11: {}, vault: {}, keyless }, {});
  const keyring = new AttestingKeyring(at.current.ports.keyring, () => signers.open({ kind: 'keyless' }));
  useCases = at.current.with({ keyring });
});

async function attest() {
  const draft = await useCases.draftAttestation.run(ada, ORDER);
  await useCases.approveDraft.run(ada, { draft: draft.id, report: draft.report });
  return useCases.signDraft.run(ada, draft.id);
}

const refusal = () => attest().catch((error: unknown) => error as Error);
const attestations = () =>
  useCases.read.run(ada, 'report:read', (stores) => stores.attestations.list({ first: 1 }, {}));

describe('an attestation that nobody’s key signs', () => {
  it('is not kept while no rule expects the identity; with the rule that the refusal names, it is', async () => {
    const error = await refusal();
    expect(error).toMatchObject({ kind: 'conflict', code: 'OWN_SIGNER_UNEXPECTED' });
    expect((await attestations()).items).toEqual([]);
    const { message } = error as Error;
    await useCases.putTrustRule.run(ada, parseTrustRule(parseStrictJson(toUtf8(message.slice(message.indexOf('{'))))));
    await at.current.settle();
    const { digest } = await attest();
    const { content } = parse(await useCases.downloadAttestation.run(ada, digest));
    expect(content).toMatchObject({ kind: 'signed', entity: { key: { kind: 'certificate' }, logEntries: [{}] } });
    const { intact, consistent } = replay(await filesOf(await useCases.loadPack.run(ada, digest)));
    expect([intact.answer, consistent.answer]).toEqual(['yes', 'yes']);
  });

  it.each([
    ['Fulcio', 'fulcio', 'FULCIO_UNREACHABLE'],
    ['the log', 'rekor-v1', 'REKOR_UNREACHABLE'],
  ] as const)('does not come about where %s is away, and can be signed when it is back', async (_, service, code) => {
    const rule = attestationSignerRule({ issuer: ISSUER, identity: EMAIL });
    await useCases.putTrustRule.run(ada, parseTrustRule(rule));
    await at.current.settle();
    sigstore.misbehaving.set(service, (response) => response.destroy());
    expect(await refusal()).toMatchObject({ kind: 'unavailable', code });
    expect((await attestations()).items).toEqual([]);
    sigstore.misbehaving.clear();
    expect(await attest()).toMatchObject({ digest: expect.stringMatching(/^sha256:/) });
  });
});
