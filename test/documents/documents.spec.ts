import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe.each(pages)('%s', (page) => {
  const text = textOf(page).replace(/```[\s\S]*?```/g, '');

  it('links only to files and headings that are there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !/^https?:/.test(link) && !leadsSomewhere(page, link))).toEqual([]);
  });

  it('has one title, at the top', () => {
    expect(text).toMatch(/^# \S/);
    expect(text.match(/^# /gm)).toHaveLength(1);
  });
});

describe('the decision records', () => {
  const records = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));

  it('are numbered without gaps', () => {
    expect(records.sort().map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
  });

  it.each(records)('%s has status, context, decision and consequences, and stands in the index', (name) => {
    const record = textOf(`docs/adr/${name}`);
    expect(record).toMatch(
      /^# \d+\. .+\n\nDate: \d{4}-\d\d-\d\d\. Status: (accepted|superseded by \[\d+\]\(\d{4}-[a-z0-9-]+\.md\))\.( Supersedes \[\d+\]\(\d{4}-[a-z0-9-]+\.md\)\.)?\n/,
    );
    for (const part of ['Context', 'Decision', 'Consequences']) expect(record).toContain(`\n## ${part}\n`);
    expect(textOf('docs/adr/README.md')).toContain(`(${name})`);
  });
});

describe('docker-compose.yml', () => {
  const compose = parse(textOf('docker-compose.yml'), { merge: true }) as {
    services: Record<string, { command?: string[]; environment?: Record<string, string> }>;
  };

  it('sets only what the configuration knows', () => {
    const known = new Set(textOf('docs/configuration.md').match(/(?<=^\| `)AVERMENT_[A-Z_]+/gm));
    const set = Object.values(compose.services).flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(set.filter((name) => name.startsWith('AVERMENT_') && !known.has(name))).toEqual([]);
  });

  it('gives the owner of the database to the API alone, which migrates it', () => {
    expect(compose.services['api']?.environment).toHaveProperty('AVERMENT_DATABASE_OWNER_URL');
    expect(compose.services['worker']?.environment).not.toHaveProperty('AVERMENT_DATABASE_OWNER_URL');
  });

  it('keeps jobs in Redis over a restart and under pressure', () => {
    expect(compose.services['redis']?.command).toEqual(
      expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
    );
  });

  it('holds no secret: each comes from the environment and is asked for by name', () => {
    const secrets = textOf('docker-compose.yml').match(/(PASSWORD|PASSPHRASE|TOKEN): (?!\$\{)/g);
    expect(secrets).toBeNull();
  });
});

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(textOf(target)).includes(anchor);
}

/** Headings as forges turn them into anchors: lower case, spaces to hyphens, punctuation gone. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
