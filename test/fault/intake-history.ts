import { verifyCheckpoint } from '#attestation';
import { leafHash, merkleRoot, PublicKey, toHex, type Checkpoint } from '#kernel';

import { Refusal, type HttpClient } from '../support/http-client.js';

/** Every signed checkpoint that was ever shown to us. */
export class IntakeHistory {
  private readonly seen: Checkpoint[] = [];

  constructor(private readonly expected: { readonly origin: string; readonly key: PublicKey }) {}

  /** Asks for the checkpoint as it stands and keeps it; undefined while the log is empty. */
  async look(client: HttpClient): Promise<Checkpoint | undefined> {
    try {
      const note = (await client.download('/v1/intake/checkpoint')).toString();
      const checkpoint = verifyCheckpoint(note, this.expected);
      this.seen.push(checkpoint);
      return checkpoint;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  get sizes(): readonly number[] {
    return this.seen.map(({ size }) => size);
  }

  /** Of these leaves, in order: which checkpoints does their beginning not hash to? None, where the log only grew. */
  contradictedBy(leaves: readonly Uint8Array[]): readonly Checkpoint[] {
    const hashes = leaves.map(leafHash);
    return this.seen.filter(({ size, rootHash }) => toHex(merkleRoot(hashes.slice(0, size))) !== toHex(rootHash));
  }
}

/** The key that signs an organization's intake log, as the rule says that came with the organization. */
export async function intakeKey(client: HttpClient): Promise<PublicKey> {
  const { trustRules } = await client.graphql<{
    readonly trustRules: readonly {
      readonly rule: { readonly id: string; readonly signer: { readonly publicKey: string } };
    }[];
  }>('{ trustRules { rule } }');
  const own = trustRules.find(({ rule }) => rule.id === 'organization-key');
  if (own === undefined) throw new Error('the organization has no rule for its own key');
  return PublicKey.fromPem(own.rule.signer.publicKey);
}
