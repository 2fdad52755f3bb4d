import type { Signer } from './signer.ts';

/** Only these stand in a command as they are. A signer chose his own name, and somebody will paste it into a shell. */
const PLAIN = /^[\w@%+=:,./ -]{1,2000}$/;

/** `aver verify`, with the signer as proven; what could steer a shell or a terminal is left to be typed. */
export function verifyCommand(digest: string, signer: Signer | undefined): string {
  const parts = [`npx aver verify ${fileName(digest)}`, '--trusted-root trusted_root.json', ...expectedSigner(signer)];
  return parts.join(' \\\n  ');
}

/** As the download is called. */
export function fileName(digest: string): string {
  return digest.replace('sha256:', '');
}

function expectedSigner(signer: Signer | undefined): readonly string[] {
  if (signer?.kind === 'key') return ['--key signer.pub'];
  const identity = `--certificate-identity ${quoted(signer?.identity)}`;
  if (signer?.kind === 'workload') return [identity];
  return [identity, `--certificate-oidc-issuer ${quoted(signer?.issuer)}`];
}

function quoted(text: string | undefined): string {
  return text !== undefined && PLAIN.test(text) ? `'${text}'` : "'…'";
}
