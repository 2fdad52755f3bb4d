import { concatBytes, ParseError, toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parse } from '../../parse.js';
import { parseGitObject } from './git-object.js';
import { signatureOf, withSignature } from './git-signature.js';
import { gitStatement } from './git-statement.js';

const SHA1 = 'a1'.repeat(20);
const SHA256 = 'b2'.repeat(32);
const PEOPLE = 'author A <a@acme.example> 1700000000 +0100\ncommitter B <b@acme.example> 1700000000 +0100\n';
const commit = (tree = SHA1, more = '') => `tree ${tree}\n${PEOPLE}${more}\nmessage\n`;
const objectOf = (text: string) => parseGitObject(toUtf8(text));
const refused = expect.objectContaining({ code: 'GIT_OBJECT_INVALID' });

describe('a git object', () => {
  it('is named as git names it', () => {
    expect(objectOf(commit()).id).toBe('45d232ef349b71adcc9259551de986b3d1cc2659');
    expect(objectOf(commit(SHA256)).id).toBe('f543961506ee789ce91fdcab553581831fa4863c78c6c9312a5cfa9fce4d5d1c');
  });

  const wrong: Readonly<Record<string, string>> = {
    'without an end of its headers': `tree ${SHA1}\n${PEOPLE}`,
    'with a continuation of nothing': ` x\ntree ${SHA1}\n${PEOPLE}\n`,
    'with two trees': `tree ${SHA1}\ntree ${SHA1}\n${PEOPLE}\n`,
    'with two authors': commit(SHA1, 'author A <a@acme.example> 1700000000 +0100\n'),
    'with two signatures': commit(SHA1, 'gpgsig a\ngpgsig b\n'),
    'with a parent behind its people': commit(SHA1, `parent ${SHA1}\n`),
    'without a committer': `tree ${SHA1}\nauthor A <a@acme.example> 1700000000 +0100\n\n`,
    'with ids of two kinds': `tree ${SHA1}\nparent ${SHA256}\n${PEOPLE}\n`,
    'with an id in upper case': `tree ${SHA1}\nparent ${SHA1.toUpperCase()}\n${PEOPLE}\n`,
    'with a header without value': commit(SHA1, 'encoding\n'),
    'with a NUL in a header': commit(SHA1, 'encoding a\0b\n'),
    'with a tag header before its type': `object ${SHA1}\ntag v1\ntype commit\n\n`,
    'with two taggers': `object ${SHA1}\ntype commit\ntag v1\ntagger A <a> 1 +0000\ntagger A <a> 1 +0000\n\n`,
    'of another length than it states': `commit 12\0${commit()}`,
    'stored as a tag': `tag ${commit().length}\0${commit()}`,
  };
  it.each(Object.entries(wrong))('%s is refused', (_, text) => {
    expect(() => objectOf(text)).toThrow(refused);
  });

  it('of too many headers is refused before they cost anything', () => {
    expect(() => objectOf(commit(SHA1, 'x y\n'.repeat(1_001)))).toThrow(refused);
    expect(() => parseGitObject(new Uint8Array(11 * 1024 * 1024))).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });

  it('T-DOS-01: of millions of continuation lines is refused, not run out of memory on', () => {
    const lines = ' A\n'.repeat(3_000_000);
    const { content } = parse(toUtf8(commit(SHA1, `gpgsig -----BEGIN SIGNED MESSAGE-----\n${lines}`)));
    expect(content).toMatchObject({ kind: 'unknown', code: 'LIMIT_EXCEEDED' });
  });

  it('whatever its bytes, is read or refused with a code', () => {
    const piece = fc.constantFrom(
      'tree ',
      'object ',
      SHA1,
      '\n',
      ' ',
      'gpgsig ',
      'author ',
      'committer ',
      '\0',
      'tag ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.uint8Array({ maxLength: 40 }), (pieces, tail) => {
        const bytes = concatBytes(toUtf8(pieces.join('')), tail);
        expect(parse(bytes).digest).toMatch(/^sha256:/);
        try {
          parseGitObject(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
    );
  });
});

describe('the signature of a git object', () => {
  it('covers the object without both signature headers, byte for byte', () => {
    const text = commit(SHA1, 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\ngpgsig-sha256 y\n z\nencoding UTF-8\n');
    const signature = signatureOf(objectOf(text));
    expect(signature).toMatchObject({ kind: 'PGP', text: '-----BEGIN PGP SIGNATURE-----\n\nx\n' });
    expect(signature?.covered).toEqual(toUtf8(commit(SHA1, 'encoding UTF-8\n')));
  });

  it('is that of the hash the repository uses', () => {
    const both = 'gpgsig over the other form\ngpgsig-sha256 over this one\n';
    expect(signatureOf(objectOf(commit(SHA256, both)))?.text).toBe('over this one\n');
    expect(signatureOf(objectOf(commit(SHA256, 'gpgsig over the other form\n')))).toBeUndefined();
  });

  it('goes back to where it came from', () => {
    const body = objectOf(commit());
    const armour = toUtf8('-----BEGIN SIGNED MESSAGE-----\nAAAA\n-----END SIGNED MESSAGE-----\n');
    const signature = signatureOf(parseGitObject(withSignature(body, armour)));
    expect(signature?.covered).toEqual(body.content);
    expect(signature?.text).toBe(Buffer.from(armour).toString());
  });
});

describe('the statement of a git object', () => {
  it('says what the object says', () => {
    expect(gitStatement(objectOf(commit(SHA1, 'encoding ISO-8859-1\n')))).toMatchObject({
      predicateType: 'https://gitsign.sigstore.dev/predicate/git/v0.1',
      predicate: {
        source: {
          tree: SHA1,
          author: { name: 'A', email: 'a@acme.example', date: '2023-11-14T22:13:20Z' },
          message: 'message\n',
        },
      },
    });
    const tag = objectOf(`object ${SHA1}\ntype commit\ntag v1\n\nv1\n-----BEGIN SSH SIGNATURE-----\n`);
    expect(gitStatement(tag)).toMatchObject({
      subject: [{ digest: { sha1: tag.id, gitTag: tag.id } }],
      predicate: { source: { object: SHA1, object_type: 'commit', tag: 'v1', message: 'v1\n' } },
    });
  });
});
