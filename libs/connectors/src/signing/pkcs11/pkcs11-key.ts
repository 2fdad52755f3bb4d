import type { SecretText } from '../secret-text.js';

/** A token behind a PKCS#11 module: a smart card, an HSM, SoftHSM. */
export interface Pkcs11Token {
  /** Absolute path of the module, the vendor's shared library. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  /** Absent where the token wants none. */
  readonly pin?: SecretText;
  /** `pkcs11-tool` of OpenSC unless given. */
  readonly tool?: string;
  /** What tool and module may read of the environment, the vendor's own settings among them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For one run of the tool; 20 unless given. */
  readonly timeoutSeconds?: number;
}

/** A key pair on a token: by its label, which must be the only one of that name. */
export interface Pkcs11Key {
  readonly label: string;
}
