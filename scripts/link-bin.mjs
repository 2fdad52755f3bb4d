#!/usr/bin/env node
// Makes `npx aver` work inside a clone: npm links the bins of dependencies, but not a package's own.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../dist/apps/cli/src/main.js', import.meta.url));
const link = fileURLToPath(new URL('../node_modules/.bin/aver', import.meta.url));
mkdirSync(dirname(link), { recursive: true });
rmSync(link, { force: true });
symlinkSync(relative(dirname(link), target), link);
chmodSync(target, 0o755);
