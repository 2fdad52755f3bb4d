import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { AppError } from '#kernel';

import { isPublicAddress } from '../../tuf/fetch/public-address.js';
import { isLoopback } from '../http/plain-address.js';

/**
 * A public log keeps for ever, and shows everybody, who signed, when, and the digest of what: no setting undoes it, so
 * somebody says beforehand that it is meant. What stands on this machine or in a private network needs no word; a name
 * that cannot be resolved does. @throws AppError invalid PUBLIC_LOG_UNACKNOWLEDGED
 */
export async function requirePublicLogWord(addresses: readonly URL[], accepted: boolean): Promise<void> {
  if (accepted) return;
  for (const { hostname } of addresses) {
    if (await isPrivate(hostname.replace(/^\[|\]$/g, ''))) continue;
    throw new AppError(
      'invalid',
      'PUBLIC_LOG_UNACKNOWLEDGED',
      `${hostname} is a public log: who signed (e-mail address or workflow), when, and the digest of what stay readable by everybody for ever. Where that is meant, say --accept-public-log or AVERMENT_ACCEPT_PUBLIC_LOG=on`,
    );
  }
}

async function isPrivate(host: string): Promise<boolean> {
  if (isLoopback(host) || host === '::1') return true;
  if (isIP(host) !== 0) return !isPublicAddress(host);
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.length > 0 && found.every(({ address }) => !isPublicAddress(address));
}
