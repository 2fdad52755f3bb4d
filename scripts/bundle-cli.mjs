#!/usr/bin/env node
// Puts the built command line and everything it imports into a few files below dist/bin. Node takes about half a
// millisecond to find, open and link each module, and there are hundreds: so `aver` starts in less than half the time.
// A command is its own file, read when it is asked for.
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/bin');
rmSync(folder, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { aver: 'dist/apps/cli/src/main.js' },
  outdir: folder,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Reads its fonts from its own folder, and only who prints a PDF needs it.
  external: ['pdfkit'],
  // CommonJS packages ask for Node's own modules by `require`, which no ES module has.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync(join(folder, 'aver.js'), 0o755);
