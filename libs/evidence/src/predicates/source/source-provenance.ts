import type { Field, Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { someText } from '../resource-descriptor.js';

const MAX_CONTROLS = 1000;
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** How a revision or a tag came to be; the revision or tag itself is the subject of its statement. */
export interface SourceProvenance {
  readonly kind: 'source-provenance';
  /** Address of the repository, where the predicate itself names it. */
  readonly repository?: string;
  /** Branch or tag, as written (`refs/heads/main`). */
  readonly ref?: string;
  readonly previousRevision?: string;
  /** Who pushed or committed, in the words of the forge or of the commit. */
  readonly actor?: string;
  readonly at?: Instant;
  /** Controls that were in force, and since when. */
  readonly controls: readonly { readonly name: string; readonly since?: Instant }[];
}

/** What source-tool writes about a commit that reached a branch. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseSourceProvenance(predicate: Field): SourceProvenance {
  const previous = someText(predicate, 'prev_commit');
  return { ...eventOf(predicate, 'branch'), ...(previous !== undefined && { previousRevision: previous }) };
}

/** What source-tool writes about a tag. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseTagProvenance(predicate: Field): SourceProvenance {
  textOf(predicate.get('tag'));
  return eventOf(predicate, 'tag');
}

function eventOf(predicate: Field, refKey: string): SourceProvenance {
  const ref = someText(predicate, refKey);
  const actor = someText(predicate, 'actor');
  const created = predicate.optional('created_on');
  return {
    kind: 'source-provenance',
    repository: textOf(predicate.get('repo_uri')),
    ...(ref !== undefined && { ref }),
    ...(actor !== undefined && { actor }),
    ...(created && { at: instantOf(created) }),
    controls: (predicate.optional('controls')?.items(MAX_CONTROLS) ?? []).map(readControl),
  };
}

function readControl(field: Field): SourceProvenance['controls'][number] {
  const since = field.optional('since');
  return { name: textOf(field.get('name')), ...(since && { since: instantOf(since) }) };
}

/** A commit as gitsign attests it, v0.1: the object taken apart, with its signature. @throws ParseError FIELD_*, INSTANT_INVALID */
export function parseGitCommit(predicate: Field): SourceProvenance {
  const source = predicate.get('source');
  requireObjectId(source.get('tree'));
  const parents = source.optional('parents')?.items(MAX_CONTROLS) ?? [];
  parents.forEach(requireObjectId);
  const [first] = parents;
  return {
    ...authored(source.get('committer')),
    ...(first && { previousRevision: first.string() }),
  };
}

/** A tag as gitsign's predicates describe it, v0.1. @throws ParseError FIELD_*, INSTANT_INVALID */
export function parseGitTag(predicate: Field): SourceProvenance {
  const source = predicate.get('source');
  requireObjectId(source.get('object'));
  const tagger = source.optional('tagger');
  const who = tagger === undefined ? ({ kind: 'source-provenance', controls: [] } as const) : authored(tagger);
  return { ...who, ref: `refs/tags/${textOf(source.get('tag'))}` };
}

function authored(person: Field): SourceProvenance {
  return {
    kind: 'source-provenance',
    actor: textOf(person.get('email')),
    at: instantOf(person.get('date')),
    controls: [],
  };
}

function requireObjectId(field: Field): void {
  if (!OBJECT_ID.test(field.string())) throw field.wrong('an object id of 40 or 64 lower-case hexadecimal digits');
}
