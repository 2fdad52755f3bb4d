import { withWitnesses, type Signer } from '#attestation';
import { AppError } from '#kernel';
import { childEnvironment, type Config } from '#platform';

import { openSigningKey } from '../signing-key.js';
import { parseSignerSpec } from './signer-spec.js';

export interface SignerOptions {
  /** Key file; the same as `--signer file:…`. */
  readonly key?: string;
  readonly signer?: string;
  /** Address of an RFC 3161 time-stamp authority. */
  readonly timestamp?: string;
  /** The word that keyless signing before everybody's eyes needs. */
  readonly acceptPublicLog?: boolean;
}

/** Who signs, opened anew for each statement where nobody keeps the key. */
export interface OpenSigner {
  readonly signer: Signer;
  /** Another one for the next statement; the same where a key is kept. */
  readonly next: () => Promise<Signer>;
  /** The key file that was made just now. */
  readonly created?: string;
}

/**
 * The signer that a command line names. Where a time-stamp authority is named, it witnesses each statement.
 * @throws AppError invalid SIGNER_MISSING, SIGNER_SPEC_INVALID, PASSPHRASE_MISSING, SIGNING_KEY_LOCKED, and what each kind of signer throws
 */
export async function openNamedSigner(config: Config, options: SignerOptions): Promise<OpenSigner> {
  const spec = parseSignerSpec(specOf(options));
  const { Signers, timestampWitness } = await import('#connectors');
  const timestamp = options.timestamp ?? config.signing.access.timestamp;
  const witnesses = timestamp === undefined ? [] : [timestampWitness({ address: timestamp })];
  if (spec.kind === 'file') {
    const { signer: own, created } = await openSigningKey(spec.path, config.keyPassphrase);
    const signer = withWitnesses(own, witnesses);
    return { signer, next: () => Promise.resolve(signer), ...(created && { created: spec.path }) };
  }
  const signers = new Signers(accessOf(config, options), childEnvironment({}));
  if (spec.kind === 'keyless') {
    const next = () => signers.open(spec);
    return { signer: await next(), next };
  }
  const signer = withWitnesses(await signers.open(spec), witnesses);
  return { signer, next: () => Promise.resolve(signer) };
}

function specOf({ key, signer }: SignerOptions): string {
  if (key !== undefined && signer === undefined) return `file:${key}`;
  if (signer !== undefined && key === undefined) return signer;
  throw new AppError('invalid', 'SIGNER_MISSING', 'say who signs, once: --key FILE or --signer SPEC');
}

/** What the command line says comes before what the environment says. */
function accessOf({ signing: { access } }: Config, { timestamp, acceptPublicLog }: SignerOptions) {
  return {
    ...access,
    ...(timestamp === undefined ? {} : { timestamp }),
    keyless: { ...access.keyless, acceptPublicLog: access.keyless.acceptPublicLog || acceptPublicLog === true },
  };
}
