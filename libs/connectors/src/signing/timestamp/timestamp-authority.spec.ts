import type { ServerResponse } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, sha256, toHex, toUtf8 } from '#kernel';
import { judgeTimestamp, loadTrustRoot } from '#verification';

import { goneAddress, LocalServers } from '../../testing/signing/local-server.js';
import { SIGNED_AT, StandInSigstore } from '../../testing/signing/stand-in-sigstore.js';
import { TimestampCheckpointClock } from './checkpoint-clock.js';
import { requestTimestamp, timestampWitness } from './timestamp-authority.js';

const MESSAGE = toUtf8('a signature');
const servers = new LocalServers();
let sigstore: StandInSigstore;
let address: string;

beforeEach(async () => {
  sigstore = new StandInSigstore();
  address = `${await servers.serve(sigstore.listener)}/timestamp`;
});
afterEach(() => servers.close());

const rootOf = (bytes: Uint8Array) => loadTrustRoot({ name: 'root', digest: digestOf(bytes), bytes, source: 'file' });

describe('a time-stamp authority', () => {
  it('says when a message existed, which a trust root that lists it proves', async () => {
    const der = await requestTimestamp({ address }, MESSAGE);
    const root = rootOf(sigstore.world.trustedRoot());
    expect(judgeTimestamp(der, MESSAGE, root)).toEqual({
      check: expect.objectContaining({ outcome: 'passed' }),
      provenAt: SIGNED_AT,
    });
  });

  it('is shown a hash and never the message', async () => {
    await requestTimestamp({ address }, MESSAGE);
    const sent = sigstore.asked[0]?.body.toString('hex');
    expect(sent).toContain(toHex(sha256(MESSAGE)));
    expect(sent).not.toContain(toHex(MESSAGE));
  });

  it('is asked in the DER that RFC 3161 fixes, certificate wanted', async () => {
    await requestTimestamp({ address }, MESSAGE);
    expect(sigstore.asked[0]?.body.toString('hex')).toBe(
      `30390201013031300d060960864801650304020105000420${toHex(sha256(MESSAGE))}0101ff`,
    );
    expect(sigstore.asked[0]?.headers).toMatchObject({ 'content-type': 'application/timestamp-query' });
  });

  it('witnesses a signature, not the statement below it', async () => {
    const witness = timestampWitness({ address });
    const { logEntries, timestamps } = await witness({
      payloadType: 'x',
      payload: toUtf8('secret'),
      signature: MESSAGE,
    });
    expect(logEntries).toEqual([]);
    expect(judgeTimestamp(timestamps[0] ?? MESSAGE, MESSAGE, rootOf(sigstore.world.trustedRoot())).provenAt).toBe(
      SIGNED_AT,
    );
  });

  it('is the clock of a checkpoint by the bytes of its note', async () => {
    const der = await new TimestampCheckpointClock({ address }).stamp(MESSAGE);
    expect(judgeTimestamp(der, MESSAGE, rootOf(sigstore.world.trustedRoot())).provenAt).toBe(SIGNED_AT);
  });
});

describe('a time-stamp authority that does not answer as it should', () => {
  const other = new StandInSigstore().world.timestamp(sha256(toUtf8('another message')), SIGNED_AT);
  it.each([
    ['refuses', 'TSA_REFUSED', (response: ServerResponse) => response.writeHead(403).end()],
    ['leads elsewhere', 'TSA_REFUSED', (response: ServerResponse) => response.writeHead(302, { location: '/' }).end()],
    [
      'rejects the request',
      'TSA_ANSWER_INVALID',
      (response: ServerResponse) => response.end(Buffer.from('30053003020102', 'hex')),
    ],
    ['answers no DER', 'TSA_ANSWER_INVALID', (response: ServerResponse) => response.end('<html>')],
    ['answers without end', 'TSA_ANSWER_INVALID', (response: ServerResponse) => response.end('a'.repeat(300_000))],
    ['stamps something else', 'TSA_ANSWER_INVALID', (response: ServerResponse) => response.end(other)],
    ['hangs up', 'TSA_UNREACHABLE', (response: ServerResponse) => response.destroy()],
  ] as const)('%s: %s', async (_, code, misbehave) => {
    sigstore.misbehaving.set('tsa', misbehave);
    await expect(requestTimestamp({ address }, MESSAGE)).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('is slow: TSA_SLOW', async () => {
    sigstore.misbehaving.set('tsa', () => undefined);
    const asking = requestTimestamp({ address, timeoutSeconds: 0.05 }, MESSAGE);
    await expect(asking).rejects.toMatchObject({ kind: 'unavailable', code: 'TSA_SLOW' });
  });

  it('is away: TSA_UNREACHABLE', async () => {
    const asking = requestTimestamp({ address: await goneAddress() }, MESSAGE);
    await expect(asking).rejects.toMatchObject({ kind: 'unavailable', code: 'TSA_UNREACHABLE' });
  });

  it.each(['ftp://tsa.example', 'tsa.example', 'https://user:word@tsa.example/'])('has no address like %s', (wrong) => {
    const refused = expect.objectContaining({ kind: 'invalid', code: 'TSA_ADDRESS_INVALID' });
    expect(() => timestampWitness({ address: wrong })).toThrow(refused);
    expect(() => new TimestampCheckpointClock({ address: wrong })).toThrow(refused);
  });
});
