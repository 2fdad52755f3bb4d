import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FLAGSHIP, Folders } from '../../apps/cli/src/testing/aver.js';
import { goneAddress } from '../../libs/connectors/src/testing/signing/local-server.js';
import { identityTokenOf } from '../../libs/connectors/src/testing/signing/stand-in-sigstore.js';
import { requireFreshBuild } from '../support/fresh-build.js';
import { syntheticBundles } from '../bench/verification/bundles.js';

const DIST = requireFreshBuild();
const say = (program: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const env = { ...process.env, ...environment };
  const argv = [join(DIST, program), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env });
  return { status, stdout, stderr };
};

describe('the bundled command line', () => {
  it.each([[['--help']], [['--version']], [['verify', 'no-such-file']], [['--bogus']], [['assess', '--help']]])(
    'says of %j what its modules say',
    (words) => {
      expect(say('bin/aver.js', words)).toEqual(say('apps/cli/src/main.js', words));
    },
  );

  it('gives the same verdict of the same bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'averment-one-file-'));
    const { root, bundles } = syntheticBundles('v1');
    const [file, trustedRoot] = [join(folder, 'bundle.json'), join(folder, 'root.json')];
    writeFileSync(file, bundles[0]?.bytes ?? '');
    writeFileSync(trustedRoot, root.bytes);
    const words = ['--json', 'verify', file, '--trusted-root', trustedRoot];
    const one = say('bin/aver.js', words);
    rmSync(folder, { recursive: true });
    expect(one.status).toBe(2);
    expect(one.stdout).toContain('RULE_MISSING');
  });

  it('finds what signs keyless, which is read only then', async () => {
    const folders = new Folders();
    const [workspace, output, away] = [await folders.sampleWorkspace(), await folders.fresh(), await goneAddress()];
    const words = ['attest', FLAGSHIP, '--workspace', workspace, '--output', output, '--signer', 'keyless:'];
    const token = identityTokenOf({ email: 'release@acme.example' });
    const addresses = { AVERMENT_FULCIO_URL: away, AVERMENT_REKOR_URL: away };
    const { status, stderr } = say('bin/aver.js', words, { ...addresses, SIGSTORE_ID_TOKEN: token });
    await folders.remove();
    expect(status).toBe(2);
    expect(stderr).toContain('FULCIO_UNREACHABLE');
  });
});
