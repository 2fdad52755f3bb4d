import { packEvidenceSet, parse } from '#evidence';
import {
  addSeconds,
  concatBytes,
  fromUtf8,
  gitObjectId,
  isSubjectDigest,
  toUtf8,
  type JsonObject,
  type SubjectDigest,
} from '#kernel';
import { formatAnswer, type GitRequest } from '#sample-world';
import { describe, expect, it } from '@jest/globals';

import type { VerificationCode } from './codes.js';
import { NOW, RULE, sigstore, rootOf, stops, WORKFLOW } from './testing/world.js';
import type { TrustRule } from './trust-rule.js';
import type { Verdict } from './verdict.js';
import { Verifier } from './verifier.js';

interface Bundle {
  readonly verificationMaterial: { readonly tlogEntries: readonly [JsonObject] };
}

const TREE = '045f683042529876c1fe28f97f416c1501ffa433';
const COMMIT = toUtf8(
  `tree ${TREE}\nparent ${'7'.repeat(40)}\nauthor A <a@acme.example> 1700000000 +0100\n` +
    'committer A <a@acme.example> 1700000000 +0100\n\nOne line\n\nand another\n',
);
const TAG = toUtf8(
  `object ${'2d'.repeat(20)}\ntype commit\ntag v1.0.0\ntagger A <a@acme.example> 1700000000 +0100\n\nv1.0.0\n`,
);
const COMMIT_RULE: TrustRule = { ...RULE, id: 'commits', kinds: ['commit-signature'] };

const world = sigstore('commits');
const root = rootOf(world.trustedRoot());

function signed(changes: Partial<GitRequest> = {}) {
  return world.signGitObject({ identity: WORKFLOW, object: COMMIT, at: NOW, ...changes });
}

function judged(bytes: Uint8Array, artifact?: SubjectDigest): Verdict {
  const expectation = artifact === undefined ? {} : { artifact: { digests: [artifact] } };
  return new Verifier({ trustRoots: [root], rules: [COMMIT_RULE] }).verify(parse(bytes), expectation).verdict;
}

function withEntry(object: Uint8Array, entry: Uint8Array): Uint8Array {
  return packEvidenceSet('gitsign-with-entry', new Map(Object.entries({ object, entry })));
}

const nameOf = (object: Uint8Array, type: 'commit' | 'tag' = 'commit') => {
  const name = `gitCommit:${gitObjectId(type, object, 'sha1')}`;
  if (!isSubjectDigest(name)) throw new TypeError(name);
  return name;
};

const replaced = (bytes: Uint8Array, before: string, after: string) =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(before, after), 'latin1'));

describe('a commit signed with gitsign', () => {
  it('is verified by the log entry that its signature embeds, and is about the object that git names so', () => {
    const { object } = signed();
    const verdict = judged(object, nameOf(object));
    expect(stops(verdict)).toEqual({});
    expect(verdict).toMatchObject({ outcome: 'verified', rules: ['commits'], signer: { identity: WORKFLOW.uri } });
  });

  it('is verified as git stores it, with type and length before it', () => {
    const { object } = signed();
    expect(judged(concatBytes(toUtf8(`commit ${object.length}\0`), object), nameOf(object)).outcome).toBe('verified');
  });

  it('is verified by an entry that was fetched, about its signature or, the older way, about its name', () => {
    for (const entry of ['answer', 'answer-over-name'] as const) {
      const { object, answer } = signed({ entry });
      expect(judged(withEntry(object, answer), nameOf(object)).outcome).toBe('verified');
    }
  });

  it('is verified in two files, and is about the object they make together', () => {
    const { object } = signed();
    const text = fromUtf8(object);
    const [, armour = ''] = /gpgsig ((?:.|\n )*)\n\n/.exec(text) ?? [];
    const parts = { body: COMMIT, signature: toUtf8(`${armour.replaceAll('\n ', '\n')}\n`) };
    const set = packEvidenceSet('gitsign-detached', new Map(Object.entries(parts)));
    expect(judged(set, nameOf(object)).outcome).toBe('verified');
  });

  it('keeps signatures of tags that were merged where they stand', () => {
    const merged = replaced(COMMIT, '\n\nOne', `\nmergetag object ${TREE}\n type commit\n \n gpgsig of another\n\nOne`);
    expect(judged(signed({ object: merged }).object).outcome).toBe('verified');
  });

  it('says nothing about another commit', () => {
    const { object } = signed();
    expect(stops(judged(object, `gitCommit:${'a'.repeat(40)}`))).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });
});

describe('a tag signed with gitsign', () => {
  it('is about itself and about the commit that it names', () => {
    const { object } = signed({ object: TAG });
    expect(judged(object, nameOf(object, 'tag')).outcome).toBe('verified');
    expect(judged(object, `gitCommit:${'2d'.repeat(20)}`).outcome).toBe('verified');
  });

  it('is signed at its end only: an earlier signature is part of the message', () => {
    const { object } = signed({ object: concatBytes(TAG, toUtf8('-----BEGIN SIGNED MESSAGE-----\nAAAA\n')) });
    expect(judged(object).outcome).toBe('verified');
    expect(stops(judged(concatBytes(object, toUtf8('-----BEGIN SIGNED MESSAGE-----\n'))))).toMatchObject({
      format: 'CMS_INVALID',
    });
  });
});

describe('T-RAW-01: what is verified are the bytes that were received', () => {
  const { object } = signed();
  const changed: Readonly<Record<string, Uint8Array>> = {
    'CRLF in the message': replaced(object, 'One line\n', 'One line\r\n'),
    'a trailing line feed': concatBytes(object, toUtf8('\n')),
    'a missing line feed': object.subarray(0, -1),
    'another header': replaced(object, '1700000000 +0100\ncommitter', '1700000001 +0100\ncommitter'),
    'a further header': replaced(object, '\n\nOne', '\nencoding UTF-8\n\nOne'),
    'a byte of the message': replaced(object, 'One', 'one'),
  };
  it.each(Object.entries(changed))('%s fails the envelope and nothing else', (_, bytes) => {
    expect(stops(judged(bytes))).toEqual({ envelope: 'CMS_CONTENT_CHANGED' });
    expect(judged(bytes).outcome).toBe('rejected');
  });

  it('a byte order mark or CRLF throughout leaves no commit at all', () => {
    expect(judged(concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), object)).outcome).not.toBe('verified');
    const crlf = toUtf8(fromUtf8(object).replaceAll('\n', '\r\n'));
    expect(judged(crlf).outcome).not.toBe('verified');
  });
});

describe('the log entry of a commit', () => {
  it('T-BODY-01: is of this very commit, embedded, fetched, or over its name', () => {
    const other = signed({ object: replaced(COMMIT, 'One', 'Two'), entry: 'answer' });
    const otherName = signed({ object: replaced(COMMIT, 'One', 'Two'), entry: 'answer-over-name' });
    const own = signed({ entry: 'answer' });
    for (const { answer } of [other, otherName])
      expect(stops(judged(withEntry(own.object, answer)))).toMatchObject({ 'transparency-log': 'LOG_BODY_MISMATCH' });
  });

  it('is not made up for by an entry over its name that somebody else signed', () => {
    const { object } = signed({ entry: 'none' });
    const artifact = toUtf8(gitObjectId('commit', object, 'sha1'));
    const bundle = JSON.parse(fromUtf8(world.signArtifact({ identity: WORKFLOW, artifact, at: NOW }))) as Bundle;
    const [entry] = bundle.verificationMaterial.tlogEntries;
    expect(stops(judged(withEntry(object, formatAnswer(entry))))).toMatchObject({
      'transparency-log': 'LOG_BODY_MISMATCH',
    });
  });

  it('must be there where the rule asks for one', () => {
    const { object } = signed({ entry: 'none' });
    expect(stops(judged(object))).toEqual({
      'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN',
      'transparency-log': 'LOG_ENTRY_MISSING',
      'trusted-time': 'TIME_MISSING',
    });
  });

  it('is no time-stamp: tokens of a time-stamp authority count beside it, over the signature', () => {
    const { object } = signed({ timestamp: true, timestampedAt: addSeconds(NOW, 5) });
    expect(judged(object)).toMatchObject({ outcome: 'verified', signedAt: addSeconds(NOW, 5) });
    const late = signed({ timestamp: true, timestampedAt: addSeconds(NOW, 86_400) });
    expect(stops(judged(late.object))).toEqual({ 'certificate-chain': 'CERTIFICATE_OUTSIDE_VALIDITY' });
  });

  it('must be whole', () => {
    const { object, answer } = signed({ entry: 'answer' });
    const twice = replaced(answer, '{"', '{"a":{},"');
    expect(stops(judged(withEntry(object, twice)))).toMatchObject({ format: 'REKOR_ANSWER' });
    const late = replaced(answer, '"integratedTime":1', '"integratedTime":2');
    expect(stops(judged(withEntry(object, late)))).toMatchObject({ 'transparency-log': 'LOG_PROMISE_INVALID' });
  });
});

describe('a CMS signature', () => {
  const faults: readonly (readonly [string, GitRequest['cms'] & object, VerificationCode])[] = [
    ['over another digest', { messageDigest: new Uint8Array(32) }, 'CMS_CONTENT_CHANGED'],
    ['by SHA-1', { digestAlgorithm: 'sha1' }, 'CMS_ALGORITHM'],
    ['of two signers', { signers: 2 }, 'CMS_SIGNERS'],
    ['of nobody', { signers: 0 }, 'CMS_SIGNERS'],
    ['by somebody whose certificate is not there', { otherSerial: true }, 'CMS_SIGNERS'],
    ['with content of its own', { attached: true }, 'CMS_INVALID'],
    ['that states its digest twice', { signedTwice: true }, 'CMS_INVALID'],
    ['with a byte behind it', { trailingByte: true }, 'CMS_INVALID'],
  ];
  it.each(faults)('%s is refused', (_, cms, code) => {
    const verdict = judged(signed({ cms }).object);
    expect(Object.values(stops(verdict))).toContain(code);
    expect(verdict.outcome).toBe('rejected');
  });

  it('with one bit changed fails the signature', () => {
    const { object } = signed({ entry: 'none' });
    const at = Buffer.from(object).indexOf('\n -----END');
    const armour = Buffer.from(object.subarray(0, at)).toString('latin1').lastIndexOf('\n ');
    const changed = Uint8Array.from(object);
    changed[armour + 6] = changed[armour + 6] === 65 ? 66 : 65;
    expect(judged(changed).outcome).toBe('rejected');
  });
});

describe('other signatures of git', () => {
  it.each(['PGP SIGNATURE', 'PGP MESSAGE', 'SSH SIGNATURE', 'NEW SIGNATURE'])(
    '%s is known for what it is, and judged neither good nor bad',
    (armour) => {
      const header = `gpgsig -----BEGIN ${armour}-----\n \n AAAA\n -----END ${armour}-----\n`;
      const verdict = judged(replaced(COMMIT, '\n\nOne', `\n${header}\nOne`));
      expect(verdict.outcome).toBe('unverified');
      expect(stops(verdict)).toMatchObject({ format: 'GIT_SIGNATURE_UNSUPPORTED' });
    },
  );

  it('a commit that nobody signed is unsigned', () => {
    expect(judged(COMMIT).outcome).toBe('unverified');
    expect(stops(judged(COMMIT))).toMatchObject({ format: 'FORMAT_UNSIGNED' });
  });
});
