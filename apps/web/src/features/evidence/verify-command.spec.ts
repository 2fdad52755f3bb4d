import { describe, expect, it } from '@jest/globals';

import { verifyCommand } from './verify-command.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const ISSUER = 'https://token.ci.example';

function commandFor(identity: string): string {
  return verifyCommand(DIGEST, { kind: 'certificate', identity, issuer: ISSUER, extensions: {} });
}

describe('the command by which somebody verifies evidence himself', () => {
  it('names the file as the download is called, and the signer as proven', () => {
    expect(commandFor('https://forge.example/acme/app@refs/tags/v1')).toBe(
      [
        `npx aver verify ${'a'.repeat(64)}`,
        '--trusted-root trusted_root.json',
        "--certificate-identity 'https://forge.example/acme/app@refs/tags/v1'",
        `--certificate-oidc-issuer '${ISSUER}'`,
      ].join(' \\\n  '),
    );
  });

  it.each(["'; rm -rf ~ #", '$(id)', '`id`', 'a\nb', 'a\u202Eb', '"', '\\', '', 'x'.repeat(2001)])(
    'leaves a signer called %j to be typed',
    (identity) => {
      expect(commandFor(identity)).toContain("--certificate-identity '…'");
    },
  );

  it('asks for a key where a key signed, and for no issuer where a trust domain names the signer', () => {
    expect(verifyCommand(DIGEST, { kind: 'key', fingerprint: 'f' })).toContain('--key signer.pub');
    const workload = { kind: 'workload', identity: 'spiffe://acme/ci', authority: 'acme' } as const;
    expect(verifyCommand(DIGEST, workload)).toContain("--certificate-identity 'spiffe://acme/ci'");
    expect(verifyCommand(DIGEST, workload)).not.toContain('issuer');
  });

  it('leaves open whom to expect where no signer is proven', () => {
    expect(verifyCommand(DIGEST, undefined)).toContain("--certificate-identity '…'");
  });
});
