import { AppError } from '#kernel';

import type { SecretText } from '../secret-text.js';
import { isSheltered, plainAddress } from '../http/plain-address.js';

/** A key of a HashiCorp Vault transit engine, and how to reach it. */
export interface VaultKey {
  /** `https://HOST[:PORT]/MOUNT/KEY`; `http:` only on this machine, because the token travels along. */
  readonly address: string;
  readonly token: SecretText;
  /** Vault Enterprise, HCP. */
  readonly namespace?: string;
  /** The version that signs, for ever: a rotation in Vault changes nothing here until somebody says so. 1 unless given. */
  readonly version?: number;
  /** For one answer; 15 unless given. */
  readonly timeoutSeconds?: number;
}

/** Where the engine's HTTP interface has the key. */
export interface VaultPlace {
  readonly origin: string;
  readonly mount: string;
  readonly name: string;
}

const SEGMENT = /^[A-Za-z0-9._-]{1,128}$/;

/** @throws AppError invalid VAULT_ADDRESS_INVALID */
export function placeOf(address: string): VaultPlace {
  const url = plainAddress(address);
  const segments = url?.pathname.slice(1).split('/') ?? [];
  const name = segments.at(-1);
  if (url === undefined || name === undefined || segments.length < 2 || !isSheltered(url) || !segments.every(isName)) {
    throw new AppError(
      'invalid',
      'VAULT_ADDRESS_INVALID',
      'the address of a Vault key is https://HOST[:PORT]/MOUNT/KEY, without user, password or query, and without /v1; plain http:// only to this machine',
    );
  }
  return { origin: url.origin, mount: segments.slice(0, -1).join('/'), name };
}

function isName(segment: string): boolean {
  return SEGMENT.test(segment) && !/^\.+$/.test(segment);
}
