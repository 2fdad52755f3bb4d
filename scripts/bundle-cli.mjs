#!/usr/bin/env node
// Puts the built command line and the ES modules it is made of into one file, dist/aver.mjs. Node takes about half a
// millisecond to find, open and link each ES module, and there are hundreds: one file starts in half the time. Nothing is
// left out or changed; each module is a function that runs when it is asked for, rooms and packages when first used.
import { transformSync } from '@swc/core';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist/aver.mjs');
const entry = join(root, 'dist/apps/cli/src/main.js');
const { imports: doors } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @type {Map<string, { code: string, specifiers: Record<string, string> }>} by file, the entry first */
const modules = new Map();
for (const queue = [entry]; queue.length > 0;) {
  const file = queue.pop();
  if (modules.has(file)) continue;
  const code = asCommonJs(readFileSync(file, 'utf8'));
  const specifiers = {};
  for (const [, specifier] of code.matchAll(/\brequire\("([^"]+)"\)/g)) {
    const target = fileOf(specifier, file);
    if (target === undefined || !isEsModule(target)) continue;
    specifiers[specifier] = target;
    queue.push(target);
  }
  modules.set(file, { code, specifiers });
}
writeFileSync(bundle, render());
chmodSync(bundle, 0o755);

function asCommonJs(source) {
  const options = { swcrc: false, isModule: true, jsc: { target: 'es2022' }, module: { type: 'commonjs', lazy: true } };
  return transformSync(source.replace(/^#!.*/, ''), options).code;
}

/** Undefined for what Node brings itself, and for packages that are looked for only where they are used. */
function fileOf(specifier, from) {
  if (isBuiltin(specifier)) return undefined;
  if (Object.hasOwn(doors, specifier)) return join(root, doors[specifier].default);
  if (specifier.startsWith('.')) return fileURLToPath(new URL(specifier, pathToFileURL(from)));
  try {
    return fileURLToPath(import.meta.resolve(specifier, pathToFileURL(from)));
  } catch {
    return undefined;
  }
}

function isEsModule(file) {
  if (extname(file) !== '.js') return extname(file) === '.mjs';
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  }
}

function render() {
  const numbers = new Map([...modules.keys()].map((file, index) => [file, index]));
  const definitions = [...modules].map(([file, { code, specifiers }], index) => {
    const places = Object.entries(specifiers).map(([specifier, target]) => [specifier, numbers.get(target)]);
    const path = JSON.stringify(relative(dirname(bundle), file));
    return `[${path},${JSON.stringify(Object.fromEntries(places))},${index === 0 ? 'async ' : ''}function(exports,require,__filename){${code}\n}]`;
  });
  return `#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
const loaded = [];
function load(number) {
  if (loaded[number] === undefined) run(number, (loaded[number] = {}));
  return loaded[number];
}
function run(number, exports) {
  const [path, places, body] = definitions[number];
  const file = fileURLToPath(new URL(path, import.meta.url));
  let outside;
  return body(exports, (name) => {
    if (Object.hasOwn(places, name)) return load(places[name]);
    const found = (outside ??= createRequire(file))(name);
    // As Node has it: the default export of a CommonJS module is all that it exports.
    return found?.__esModule === true ? { ...found, __esModule: true, default: found } : found;
  }, file);
}
const definitions = [
${definitions.join(',\n')}
];
await run(0, (loaded[0] = {}));
`;
}
