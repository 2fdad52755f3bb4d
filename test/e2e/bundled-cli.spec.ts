import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { requireFreshBuild } from '../support/fresh-build.js';
import { syntheticBundles } from '../bench/verification/bundles.js';

const DIST = requireFreshBuild();
const say = (program: string, words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(DIST, program), ...words], { encoding: 'utf8' });
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
});
