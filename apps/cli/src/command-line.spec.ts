import { readFile, writeFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { aver } from './testing/aver.js';

const PAGE = new URL('../../../docs/cli.md', import.meta.url);
const COMMANDS = [
  'verify',
  'explain',
  'look',
  'assess',
  'gaps',
  'gate',
  'compare',
  'simulate',
  'sample',
  'attest',
  'pack',
  'replay',
  'status',
  'export',
  'trust',
  'catalog',
  'mapping',
  'recipe',
  'refresh',
  'serve',
  'init',
  'release',
  'submit',
  'attestation',
  'demo',
];
const SUBCOMMANDS = [
  ['catalog', 'list'],
  ['catalog', 'show'],
  ['catalog', 'import'],
  ['mapping', 'lint'],
  ['mapping', 'test'],
  ['mapping', 'diff'],
  ['recipe', 'list'],
  ['recipe', 'show'],
  ['trust', 'export'],
  ...['draft', 'approve', 'sign', 'list', 'show'].map((name) => ['attestation', name] as const),
  ['attestation', 'withdraw'],
  ['attestation', 'hand-over'],
  ['attestation', 'recipients'],
  ['attestation', 'history'],
];
const START = '<!-- made from the commands themselves: UPDATE_DOCS=1 npm test -- apps/cli/src/command-line -->';
const END = '<!-- end -->';

/** What `aver --help` says, and the help of each command, as a page. */
async function reference(): Promise<string> {
  const below = (command: string) => SUBCOMMANDS.filter(([above]) => above === command);
  const all = [[], ...COMMANDS.flatMap((command) => [[command], ...below(command)])];
  const pages = await Promise.all(all.map(section));
  return [START, ...pages, END].join('\n\n');
}

async function section(argv: readonly string[]): Promise<string> {
  const { out } = await aver([...argv, '--help']);
  return `### ${['aver', ...argv].join(' ')}\n\n\`\`\`text\n${out.trim()}\n\`\`\``;
}

describe('docs/cli.md', () => {
  it('shows the help of every command as it is (UPDATE_DOCS=1 writes it again)', async () => {
    const page = await readFile(PAGE, 'utf8');
    const [before, rest = ''] = page.split(START);
    const [, after] = rest.split(END);
    const made = `${before ?? ''}${await reference()}${after ?? ''}`;
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(PAGE, made);
    expect(await readFile(PAGE, 'utf8')).toBe(made);
  });

  it('knows every command that there is', async () => {
    const { out } = await aver(['--help']);
    const listed = [...out.matchAll(/^ {2}([a-z]+)(?: \[options\]| <| \[| {2})/gm)].map(([, command]) => command);
    expect(listed.filter((command) => command !== 'help')).toEqual(COMMANDS);
  });

  it('lists every exit code', async () => {
    const page = await readFile(PAGE, 'utf8');
    for (const code of [0, 1, 2, 3, 4, 5, 70]) expect(page).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  });
});
