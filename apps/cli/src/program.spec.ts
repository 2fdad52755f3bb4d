import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { aver, Folders } from './testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

const ESCAPE = '\u001b[31m';
const OVERRIDE = '\u202e';

describe('a command line', () => {
  it.each([
    ['no command at all', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['assess', '--frobnicate']],
    ['a required option that is missing', ['assess']],
    ['an argument that is missing', ['verify']],
    ['a port that is none', ['demo', '--port', '99999']],
    ['a port that is no number', ['demo', '--port', '0x10']],
  ])('with %s is a wrong usage, and says so on stderr alone', async (_, argv) => {
    const said = await aver(argv);
    expect(said.exit).toBe(3);
    expect(said.out).toBe('');
    expect(said.notes).not.toBe('');
  });

  it.each([[['--help']], [['help']], [['verify', '--help']], [['--version']]])(
    '%j answers on stdout and is met',
    async (argv) => {
      const said = await aver(argv);
      expect(said).toMatchObject({ exit: 0, notes: '' });
      expect(said.out).not.toBe('');
    },
  );

  it.each([
    'verify',
    'assess',
    'gaps',
    'gate',
    'compare',
    'sample',
    'attest',
    'replay',
    'refresh',
    'serve',
    'init',
    'release',
    'submit',
    'demo',
  ])('%s --help shows an example of it', async (command) => {
    expect((await aver([command, '--help'])).out).toMatch(new RegExp(`Example:\\n[^]*aver ${command}`));
  });

  it('says hostile words back without obeying them', async () => {
    const { notes } = await aver([`${ESCAPE}frob${OVERRIDE}`]);
    expect(notes).toContain('frob[U+202E]');
    expect(notes).not.toMatch(/[\u001b\u202e]/);
  });

  it('needs no sound configuration for what it does offline', async () => {
    const file = await folders.sampleWorkspace();
    const environment = { AVERMENT_PORT: 'x' };
    expect((await aver(['assess', '--workspace', file], { environment })).exit).toBe(1);
    const { exit, notes } = await aver(['submit', file], { environment });
    expect(exit).toBe(3);
    expect(notes).toContain('AVERMENT_PORT');
  });
});

describe('a bug of ours', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await folders.sampleWorkspace();
  });

  it('ends in 70, never in 0 or 1, and is told without obeying what it says', async () => {
    const out = () => {
      throw new TypeError(`no such thing ${ESCAPE}${OVERRIDE}`);
    };
    const { exit, notes } = await aver(['verify', workspace], { out });
    expect(exit).toBe(70);
    expect(notes).toContain('a bug of ours');
    expect(notes).not.toMatch(/[\u001b\u202e]/);
  });

  it('is told apart from a file that cannot be written', async () => {
    const out = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write', path: '/x' });
    };
    expect(await aver(['verify', workspace], { out })).toMatchObject({
      exit: 2,
      notes: expect.stringContaining('FILE_SYSTEM'),
    });
  });
});
