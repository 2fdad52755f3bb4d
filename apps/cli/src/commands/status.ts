import { open } from 'node:fs/promises';

import { readPack, readStatus, renderStatus, type StatusReading } from '#attestation';
import { AppError, digestOf, isDigest, parseInstant, PublicKey, type Digest, type Instant } from '#kernel';
import { SystemClock } from '#platform';

import { ApiClient } from '../client/api-client.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { readPackFiles } from '../workspace/read-pack-files.js';
import { readBytes, readText } from '../workspace/read-files.js';

export interface StatusOptions {
  readonly server?: string;
  /** PEM file of the key that the reader expects. */
  readonly key?: string;
  readonly asOf?: string;
}

/** What was asked about: bytes of a status where they are at hand, and the attestation where it is known. */
interface Found {
  readonly bytes?: Uint8Array;
  readonly attestation?: Digest;
  /** Nothing but a digest was given. */
  readonly isDigest?: boolean;
}

/**
 * `aver status DIGEST|STATUS|PACK`: what the issuer of an attestation says of it. Exit 0 only when it stands, by a status
 * that is valid now and signed with the key that was given.
 */
export async function status(context: Context, what: string, options: StatusOptions): Promise<ExitCode> {
  const found = await find(what);
  const { attestation } = found;
  const bytes = await bytesOf(context, found, options);
  const signer = options.key === undefined ? undefined : PublicKey.fromPem(await readText(options.key));
  const at: Instant = options.asOf === undefined ? new SystemClock().now() : parseInstant(options.asOf);
  const reading = readStatus(bytes, { at, ...(signer && { signer }), ...(attestation && { attestation }) });
  context.terminal.out(context.json ? jsonLine(reading) : renderStatus(reading));
  return exitOf(reading);
}

async function find(what: string): Promise<Found> {
  if (isDigest(what)) return { attestation: what, isDigest: true };
  const document = await statusFile(what);
  if (document !== undefined) return { bytes: document };
  const { pack } = readPack(await readPackFiles(what));
  if (pack === undefined) throw new AppError('invalid', 'PACK_UNREADABLE', `${what} is neither a status nor a pack`);
  return { attestation: digestOf(pack.attestation), ...(pack.status && { bytes: pack.status }) };
}

/** A document of JSON; a pack is a folder or a tar, and may be as long as it likes. */
async function statusFile(path: string): Promise<Uint8Array | undefined> {
  return (await firstCharacter(path)) === '{' ? readBytes(path) : undefined;
}

async function firstCharacter(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  try {
    const read = await file?.read(Buffer.alloc(1));
    return read?.buffer.toString('latin1', 0, read.bytesRead);
  } catch {
    return undefined; // a folder
  } finally {
    await file?.close();
  }
}

/** What is at hand, unless a server is named; for a mere digest the configured one is. */
async function bytesOf(context: Context, found: Found, { server }: StatusOptions): Promise<Uint8Array> {
  const { bytes, isDigest: isOnline = false } = found;
  if (server === undefined && bytes !== undefined) return bytes;
  const about = found.attestation ?? (bytes && readStatus(bytes, { at: new SystemClock().now() }).status.attestation);
  if (about === undefined || (server === undefined && !isOnline)) {
    throw new AppError(
      'unavailable',
      'STATUS_ABSENT',
      'this pack brings no status: name the server of its issuer with --server',
    );
  }
  const client = new ApiClient(server ?? context.config.client.url, undefined, context.wait);
  return client.download(`/v1/attestations/${about}/status`);
}

function exitOf({ status: { state }, signature, age }: StatusReading): ExitCode {
  if (signature !== 'verified' || age !== 'valid') return EXIT.unchecked;
  return state === 'standing' ? EXIT.met : EXIT.notMet;
}
