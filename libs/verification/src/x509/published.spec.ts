import { parse } from '#evidence';
import { describe, expect, it } from '@jest/globals';

import { attestation, ROOT } from '../testing/world.js';
import type { TransparencyLog } from '../trust/transparency-log.js';
import { parseCertificate, type Certificate } from './certificate.js';
import { proveIssued } from './issued.js';
import { provePublished } from './published.js';

const { content } = parse(attestation());
const der =
  content.kind === 'signed' && content.entity.key.kind === 'certificate' ? content.entity.key.der : new Uint8Array();
const certificate: Certificate = parseCertificate(der);
const issued = proveIssued(certificate, [ROOT]);
const [log] = [...ROOT.ctLogs.values()] as [TransparencyLog];
const under = (changes: Partial<TransparencyLog>) => ({
  ...issued,
  root: { ...ROOT, ctLogs: new Map([[log.id, { ...log, ...changes }]]) },
});
const code = (value: string) => expect.objectContaining({ code: value });

describe('a certificate was published', () => {
  it('when a listed log promised it', () => {
    expect(provePublished(certificate, issued, 1).map(({ origin }) => origin)).toEqual([log.origin]);
  });

  it.each([
    ['of a log that the root does not list', { ...issued, root: { ...ROOT, ctLogs: new Map() } }, 'SCT_LOG_UNKNOWN'],
    ['signed by another key', under({ key: [...ROOT.logs.values()][0]?.key ?? log.key }), 'SCT_INVALID'],
    [
      'made before the log key was valid',
      under({ window: { from: Infinity, until: Infinity } }),
      'SCT_OUTSIDE_VALIDITY',
    ],
    ['made after the log key was retired', under({ window: { from: 0, until: 1 } }), 'SCT_OUTSIDE_VALIDITY'],
  ])('but not by a promise %s', (_, where, expected) => {
    expect(() => provePublished(certificate, where, 1)).toThrow(code(expected));
  });

  it('but not in two logs by one promise', () => {
    expect(() => provePublished(certificate, issued, 2)).toThrow(code('SCT_TOO_FEW'));
  });

  it('under the very authority that issued it: the promise covers the issuer key', () => {
    const [authority] = issued.authorities;
    const other = { ...authority, path: { ...authority.path, keyHash: new Uint8Array(32) } };
    expect(() => provePublished(certificate, { ...issued, authorities: [other] }, 1)).toThrow(code('SCT_INVALID'));
  });
});
