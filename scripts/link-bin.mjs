#!/usr/bin/env node
// Makes `npx aver` work inside a clone, offline: npx runs what it finds in node_modules/.bin, but would first install
// the package into its own cache if package.json named the command.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../dist/bin/aver.js', import.meta.url));
const link = fileURLToPath(new URL('../node_modules/.bin/aver', import.meta.url));
mkdirSync(dirname(link), { recursive: true });
rmSync(link, { force: true });
symlinkSync(relative(dirname(link), target), link);
chmodSync(target, 0o755);
