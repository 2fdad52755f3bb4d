import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Keyring, type OrganizationId } from '#application';
import type { Signer } from '#attestation';
import { AppError, SigningKey } from '#kernel';

import type { Secret } from '../config/secret.js';
import { createFile } from '../files/create-file.js';

/** Signing keys as encrypted PKCS#8 files, `<folder>/<organization>.p8.pem`, readable by their owner only. */
export class FileKeyring extends Keyring {
  private readonly signers = new Map<OrganizationId, Promise<Signer>>();

  constructor(
    private readonly folder: string,
    private readonly passphrase: Secret,
  ) {
    super();
  }

  signer(organization: OrganizationId): Promise<Signer> {
    const known = this.signers.get(organization);
    if (known !== undefined) return known;
    const signer = this.load(organization);
    this.signers.set(organization, signer);
    signer.catch(() => this.signers.delete(organization));
    return signer;
  }

  private async load(organization: OrganizationId): Promise<Signer> {
    const path = this.pathOf(organization);
    const pem = (await read(path)) ?? (await this.create(path));
    return toSigner(this.open(pem, path));
  }

  /** Two processes may race here: the file that is there first stays, and both use it. */
  private async create(path: string): Promise<string> {
    try {
      await createFile(path, SigningKey.generate().seal(this.passphrase.reveal()));
    } catch (cause) {
      throw unavailable(`the signing key ${path} cannot be written: check the data folder's owner and space`, cause);
    }
    return (await read(path)) ?? this.create(path);
  }

  private open(pem: string, path: string): SigningKey {
    try {
      return SigningKey.open(pem, this.passphrase.reveal());
    } catch (cause) {
      throw new AppError(
        'invalid',
        'SIGNING_KEY_LOCKED',
        `the signing key ${path} does not open: set AVERMENT_KEY_PASSPHRASE to the passphrase it was made with`,
        { cause },
      );
    }
  }

  private pathOf(organization: OrganizationId): string {
    if (!/^[0-9a-f-]{36}$/.test(organization)) throw new TypeError('an organization id is a UUID');
    return join(this.folder, `${organization}.p8.pem`);
  }
}

function toSigner(key: SigningKey): Signer {
  return { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unavailable(`the signing key ${path} cannot be read: start as the user that made it`, cause);
  }
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('unavailable', 'SIGNING_KEY_UNAVAILABLE', message, { cause });
}
