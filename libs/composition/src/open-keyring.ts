import type { Keyring } from '#application';
import { AttestingKeyring, keyNameOf, OpenedKeyring, Signers, timestampWitness, WitnessedKeyring } from '#connectors';
import { childEnvironment, type SigningConfig } from '#platform';

/**
 * The keyring that the configuration asks for. Keys in files are made on first use; keys on a token or in Vault never
 * are. A keyless signer brings its own time-stamp, any other is given one.
 */
export function openKeyring({ holder, access }: SigningConfig, files: Keyring): Keyring {
  const signers = new Signers(access, childEnvironment({}));
  switch (holder.kind) {
    case 'file':
      return witnessed(files, access);
    case 'keyless':
      return new AttestingKeyring(files, () => signers.open({ kind: 'keyless' }));
    case 'pkcs11': {
      const { module, token, keyName } = holder;
      const open = (label: string) => signers.open({ kind: 'pkcs11', module, token, label });
      return witnessed(new OpenedKeyring((organization) => open(keyNameOf(keyName, organization))), access);
    }
    case 'vault': {
      const mount = holder.mount.replace(/\/+$/, '');
      const open = (name: string) => signers.open({ kind: 'vault', address: `${mount}/${name}` });
      return witnessed(new OpenedKeyring((organization) => open(keyNameOf(holder.keyName, organization))), access);
    }
  }
}

function witnessed(keyring: Keyring, { timestamp }: SigningConfig['access']): Keyring {
  return timestamp === undefined ? keyring : new WitnessedKeyring(keyring, [timestampWitness({ address: timestamp })]);
}
