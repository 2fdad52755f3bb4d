import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseGitCommit, parseGitTag, parseSourceProvenance, parseTagProvenance } from './source-provenance.js';

const COMMIT = 'c'.repeat(40);
const EVENT = {
  repo_uri: 'https://github.com/acme/app',
  actor: 'ada',
  created_on: '2026-01-02T00:00:00.123Z',
  controls: [{ name: 'REVIEW_ENFORCED', since: '2025-01-01T00:00:00Z' }],
};
const READ = {
  kind: 'source-provenance',
  repository: 'https://github.com/acme/app',
  actor: 'ada',
  at: '2026-01-02T00:00:00.123Z',
  controls: [{ name: 'REVIEW_ENFORCED', since: '2025-01-01T00:00:00.000Z' }],
};

describe('source provenance', () => {
  const VALID = { ...EVENT, branch: 'refs/heads/main', prev_commit: COMMIT, activity_type: 'pr_merge' };
  const read = (json: JsonValue) => parseSourceProvenance(fieldOf(json));

  it('gives branch, actor, time and the controls that were in force', () => {
    expect(read(VALID)).toEqual({ ...READ, ref: 'refs/heads/main', previousRevision: COMMIT });
  });

  it('of a first commit has none before it', () => {
    expect(read({ repo_uri: 'r', controls: null, prev_commit: '' })).toEqual({
      kind: 'source-provenance',
      repository: 'r',
      controls: [],
    });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of no repository', 'repo_uri', undefined, 'FIELD_MISSING'],
    ['of a time that is none', 'created_on', 'then', 'INSTANT_INVALID'],
    ['with a control without a name', 'controls.0.name', '', 'FIELD_MISSING'],
    ['with a control since no time', 'controls.0.since', 'ever', 'INSTANT_INVALID'],
    ['with controls that are no list', 'controls', 'all', 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('tag provenance', () => {
  const VALID = { ...EVENT, tag: 'refs/tags/v1', vsa_summaries: [] };

  it('gives the tag, and is refused without one', () => {
    expect(parseTagProvenance(fieldOf(VALID))).toEqual({ ...READ, ref: 'refs/tags/v1' });
    expect(refusalOf(() => parseTagProvenance(fieldOf(withChange(VALID, 'tag', ''))))).toBe('FIELD_MISSING');
  });
});

describe('a commit as gitsign attests it', () => {
  const PERSON = { name: 'Ada', email: 'ada@acme.example', date: '2026-01-02T00:00:00Z' };
  const VALID = {
    source: { tree: 'd'.repeat(40), parents: [COMMIT], author: PERSON, committer: PERSON, message: 'x' },
    signature: 'x',
  };
  const read = (json: JsonValue) => parseGitCommit(fieldOf(json));

  it('gives committer, time and the commit before it', () => {
    expect(read(VALID)).toEqual({
      kind: 'source-provenance',
      actor: 'ada@acme.example',
      at: '2026-01-02T00:00:00.000Z',
      previousRevision: COMMIT,
      controls: [],
    });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of nothing', 'source', undefined, 'FIELD_MISSING'],
    ['of no tree', 'source.tree', 'main', 'FIELD_INVALID'],
    ['with a parent that is no commit', 'source.parents.0', 'main', 'FIELD_INVALID'],
    ['of nobody', 'source.committer.email', '', 'FIELD_MISSING'],
    ['of no time', 'source.committer.date', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });

  it('of a tag names the tag', () => {
    const tag = { source: { object: COMMIT, object_type: 'commit', tag: 'v1', tagger: PERSON } };
    expect(parseGitTag(fieldOf(tag))).toMatchObject({ ref: 'refs/tags/v1', actor: 'ada@acme.example' });
    expect(parseGitTag(fieldOf(withChange(tag, 'source.tagger', undefined)))).toMatchObject({ ref: 'refs/tags/v1' });
    expect(refusalOf(() => parseGitTag(fieldOf(withChange(tag, 'source.object', 'x'))))).toBe('FIELD_INVALID');
    expect(refusalOf(() => parseGitTag(fieldOf(withChange(tag, 'source.tag', ''))))).toBe('FIELD_MISSING');
  });
});
