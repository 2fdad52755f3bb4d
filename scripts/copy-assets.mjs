#!/usr/bin/env node
// Puts the prebuilt GraphiQL beside the compiled API, so that the page works without any request to elsewhere and
// the packages it comes from stay development dependencies.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('../dist/apps/api/assets/graphiql/', import.meta.url));
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));
const files = [
  [packageFolder('graphiql'), 'graphiql.min.js'],
  [packageFolder('graphiql'), 'graphiql.min.css'],
  [join(packageFolder('react-18'), 'umd'), 'react.production.min.js'],
  [join(packageFolder('react-dom-18'), 'umd'), 'react-dom.production.min.js'],
];
mkdirSync(target, { recursive: true });
for (const [folder, file] of files) copyFileSync(join(folder, file), join(target, file));
