import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, ProducerStatementOrder, Stores } from '#application';
import { parse } from '#evidence';
import { digestOf, toUtf8, type Digest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { artifact, manifest, organizationAtWork, ROOT, signature, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const WORDS = 'I have read the assessment.\nI state what it shows, and nothing more.';
const shown = (words: string): Digest => digestOf(toUtf8(words));
const at = withWorkplace([ROOT]);

let ada: Actor;
let attestation: Digest;
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'));
  await at.current.settle();
  const order = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
  attestation = (await at.current.useCases.issueAttestation.run(ada, order)).digest;
});

function state(changes: Partial<ProducerStatementOrder> = {}, actor = ada) {
  const { words = WORDS } = changes;
  return at.current.useCases.stateProducerStatement.run(actor, {
    ...{ attestation, words, wordsShown: shown(words) },
    ...{ name: actor.name, title: 'Chief Executive Officer', authority: 'sole director', ...changes },
  });
}
const refusal = (changes: Partial<ProducerStatementOrder>, actor = ada) => refusalOf(() => state(changes, actor));
const statements = () =>
  at.current.useCases.read.run(ada, 'report:read', async (stores: Stores) =>
    (await stores.attestations.statementsOver([attestation])).get(attestation),
  );

describe('a producer’s statement', () => {
  it('holds exactly the words that were shown, by whom, with which authority, over which assessment', async () => {
    const record = await state();
    const bytes = await at.current.useCases.downloadStatement.run(ada, attestation, 1);
    expect(digestOf(bytes)).toBe(record.digest);
    const { content } = parse(bytes);
    expect(content.kind === 'signed' && content.predicate).toEqual({
      ...{ kind: 'producer-statement', scope: { organization: 'acme', product: 'app', release: '1.0.0' } },
      ...{ assessment: attestation, words: WORDS, signedOn: record.signedOn },
      signatory: { name: ada.name, title: 'Chief Executive Officer', authority: 'sole director' },
    });
    expect(await statements()).toEqual([record]);
    const audit = await at.current.useCases.read.run(ada, 'report:read', (stores) => stores.audit.list({ first: 100 }));
    expect(audit.items.at(-1)?.node).toMatchObject({ action: 'producer-statement.signed', target: record.digest });
  });

  it('travels in the pack beside the verification summary, both named by the status', async () => {
    await state();
    const { files } = await at.current.useCases.loadPack.run(ada, attestation);
    const index = new Map(files.map((file) => [file.path, file]));
    const texts = await Promise.all(
      [...index.values()].map(async ({ read }) => new TextDecoder().decode(await read())),
    );
    const all = texts.join('\n');
    expect(all).toContain('"producer-statement-1.sigstore.json"');
    expect(all).toContain('"slsa-vsa.sigstore.json"');
  });

  it('may be stated for somebody else who has written down that it may', async () => {
    const name = 'Dana Okafor';
    expect(await refusal({ name })).toBe('DELEGATION_NEEDED');
    const delegation = shown('I let Ada have this signed for me. Dana Okafor');
    expect(await state({ name, delegation })).toMatchObject({ name, statedBy: ada.principal });
  });

  it.each<[string, Partial<ProducerStatementOrder>, string]>([
    ['with other words than were shown', { wordsShown: shown('I state much more.') }, 'WORDS_DIFFER'],
    ['with words that are turned around', { words: 'I do \u202eton\u202c agree' }, 'PRODUCER_STATEMENT_INVALID'],
    ['with words that move a cursor', { words: 'no\u001b[1Dyes' }, 'PRODUCER_STATEMENT_INVALID'],
    ['with 100 KB of words', { words: 'a'.repeat(100_000) }, 'PRODUCER_STATEMENT_INVALID'],
    ['without words', { words: ' ' }, 'PRODUCER_STATEMENT_INVALID'],
    ['without a title', { title: '' }, 'PRODUCER_STATEMENT_INVALID'],
    ['without authority', { authority: '\n' }, 'PRODUCER_STATEMENT_INVALID'],
    ['over an attestation that there is not', { attestation: shown('nothing') }, 'ATTESTATION_UNKNOWN'],
  ])('is not signed %s', async (_, changes, code) => {
    expect(await refusal(changes)).toBe(code);
    expect(await statements()).toBeUndefined();
  });

  it('is not signed by a machine, by whoever may only read, or by strangers', async () => {
    const machine = await at.current.colleague(ada, 'ci', { principalKind: 'machine' });
    const reader = await at.current.colleague(ada, 'Rea', { permissions: ['report:read'] });
    const stranger = await at.current.organization('strangers');
    expect(await refusal({}, machine)).toBe('PERSON_NEEDED');
    expect(await refusal({}, reader)).toBe('PERMISSION_MISSING');
    expect(await refusal({}, stranger)).toBe('ATTESTATION_UNKNOWN');
    const { downloadStatement } = at.current.useCases;
    expect(await refusalOf(() => downloadStatement.run(stranger, attestation, 1))).toBe('ATTESTATION_UNKNOWN');
    expect(await refusalOf(() => downloadStatement.run(ada, attestation, 1))).toBe('STATEMENT_UNKNOWN');
  });

  it('is not signed over an attestation that was withdrawn', async () => {
    await at.current.useCases.withdrawAttestation.run(ada, { attestation, reason: 'The wrong artifacts.' });
    expect(await refusal({})).toBe('ATTESTATION_NOT_STANDING');
  });
});
