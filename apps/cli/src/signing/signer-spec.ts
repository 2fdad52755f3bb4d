import type { SignerSpec } from '#connectors';
import { AppError } from '#kernel';

/** What `--signer` names: a key file, or whoever else holds the key. */
export type NamedSigner = SignerSpec | { readonly kind: 'file'; readonly path: string };

const FORMS =
  'file:KEY.pem, pkcs11:module=/PATH.so;token=LABEL;object=LABEL, vault:https://HOST/MOUNT/KEY or keyless: (secrets come from the environment)';
const PKCS11_PARTS: ReadonlySet<string> = new Set(['module', 'token', 'object']);

/** @throws AppError invalid SIGNER_SPEC_INVALID */
export function parseSignerSpec(text: string): NamedSigner {
  const [, kind, rest = ''] = /^([a-z0-9]+):(.*)$/s.exec(text) ?? [];
  switch (kind) {
    case 'file':
      if (rest === '') throw invalid();
      return { kind, path: rest };
    case 'vault':
      if (rest === '') throw invalid();
      return { kind, address: rest };
    case 'keyless':
      if (rest !== '') throw invalid();
      return { kind };
    case 'pkcs11':
      return { kind, ...pkcs11Parts(rest) };
    default:
      throw invalid();
  }
}

function pkcs11Parts(text: string): { readonly module: string; readonly token: string; readonly label: string } {
  const pairs = text.split(';').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)];
  });
  const parts = new Map(pairs);
  const [module, token, label] = [parts.get('module'), parts.get('token'), parts.get('object')];
  const known = parts.size === pairs.length && pairs.every(([name]) => PKCS11_PARTS.has(name));
  if (!known || !module || !token || !label) throw invalid();
  return { module, token, label };
}

function invalid(): AppError {
  return new AppError('invalid', 'SIGNER_SPEC_INVALID', `--signer is one of ${FORMS}`);
}
