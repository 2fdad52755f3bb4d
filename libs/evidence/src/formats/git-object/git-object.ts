import { concatBytes, gitObjectId, LIMITS, ParseError } from '#kernel';

import { invalid, readHeaders, valueOf, type GitHeader } from './git-headers.js';

/** A commit or tag by its parts. Nothing in it is proven. */
export interface GitObject {
  readonly type: 'commit' | 'tag';
  /** The object without the header of its storage, byte for byte. */
  readonly content: Uint8Array;
  readonly headers: readonly GitHeader[];
  /** Offset of the message. */
  readonly message: number;
  /** By which hash this repository names objects, as the ids in it show. */
  readonly algorithm: 'sha1' | 'sha256';
  /** The object's own name, computed here: hex. */
  readonly id: string;
}

const STORED = /^(commit|tag) (0|[1-9]\d{0,9})\0/;
const COMMIT = /^tree (?:[0-9a-f]{40}|[0-9a-f]{64})\n/;
const TAG = /^object (?:[0-9a-f]{40}|[0-9a-f]{64})\ntype /;
const LONGEST_START = 80;
const BRACE = 0x7b;

const ID = /^[0-9a-f]+$/;
const HEX_LENGTH = { sha1: 40, sha256: 64 } as const;
/** Headers of which git itself reads the first or the last: two of one would show two readers two objects. */
const ONCE = ['tree', 'author', 'committer', 'encoding', 'object', 'type', 'tag', 'tagger', 'gpgsig', 'gpgsig-sha256'];

/** Goes by the first line, alone or behind the header of git's storage. */
export function startsGitObject(bytes: Uint8Array): boolean {
  if (bytes[0] === BRACE) return false; // as most documents begin
  const start = Buffer.from(bytes.subarray(0, LONGEST_START)).toString('latin1');
  return STORED.test(start) || COMMIT.test(start) || TAG.test(start);
}

/**
 * Reads a commit or tag object as `git cat-file` prints it, or as git stores it with `commit 123\0` before it.
 * @throws ParseError GIT_OBJECT_INVALID, LIMIT_EXCEEDED
 */
export function parseGitObject(bytes: Uint8Array): GitObject {
  if (bytes.length > LIMITS.bundleBytes) {
    throw new ParseError('LIMIT_EXCEEDED', `a git object has at most ${LIMITS.bundleBytes} bytes, not ${bytes.length}`);
  }
  const { content, stated } = withoutStorage(bytes);
  const { list: headers, message } = readHeaders(content);
  const type = headers[0]?.name === 'tree' ? 'commit' : 'tag';
  if (stated !== undefined && stated !== type) throw invalid(`stored as a ${stated}, written as a ${type}`);
  requireOrder(type, headers);
  const algorithm = algorithmOf(content, headers);
  return { type, content, headers, message, algorithm, id: gitObjectId(type, content, algorithm) };
}

function withoutStorage(bytes: Uint8Array): { readonly content: Uint8Array; readonly stated?: string } {
  const start = Buffer.from(bytes.subarray(0, LONGEST_START)).toString('latin1');
  const match = STORED.exec(start);
  if (match === null) return { content: bytes };
  const content = bytes.subarray(match[0].length);
  if (content.length !== Number(match[2])) throw invalid(`its length is ${content.length}, not ${match[2] ?? ''}`);
  return { content, stated: match[1] ?? '' };
}

/** git fsck: the first headers stand in this order, and what must be there once is there once. */
function requireOrder(type: GitObject['type'], headers: readonly GitHeader[]): void {
  const names = headers.map(({ name }) => name);
  const twice = ONCE.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw invalid(`two headers "${twice}"`);
  const order = type === 'commit' ? /^tree(?: parent)* author committer(?: |$)/ : /^object type tag(?: tagger)?(?: |$)/;
  const isLate = names.lastIndexOf('parent') > names.indexOf('author');
  if (!order.test(names.join(' ')) || isLate) {
    throw invalid(`the headers of a ${type} do not stand in their order`);
  }
}

function algorithmOf(content: Uint8Array, headers: readonly GitHeader[]): GitObject['algorithm'] {
  const ids = headers
    .filter(({ name }) => name === 'tree' || name === 'parent' || name === 'object')
    .map((header) => textOf(content, header));
  const algorithm = ids[0]?.length === HEX_LENGTH.sha256 ? 'sha256' : 'sha1';
  if (ids.some((id) => id.length !== HEX_LENGTH[algorithm] || !ID.test(id))) throw invalid('an id that is none');
  return algorithm;
}

/** The first header of that name, as text; bytes that are not UTF-8 stand for Latin-1, as in objects of old. */
export function headerOf(object: GitObject, name: string): string | undefined {
  return headersOf(object, name)[0];
}

/** As {@link headerOf}, all of that name. */
export function headersOf({ content, headers }: GitObject, name: string): readonly string[] {
  return headers.filter((header) => header.name === name).map((header) => textOf(content, header));
}

function textOf(content: Uint8Array, header: GitHeader): string {
  return decoded(valueOf(content, header));
}

/** For people: what is verified are the bytes. */
export function decoded(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return text.includes('\uFFFD') ? buffer.toString('latin1') : text;
}

/** The object without the headers of these names: what a signature in one of them is over. */
export function contentWithout({ content, headers }: GitObject, names: readonly string[]): Uint8Array {
  const cut = headers.filter(({ name }) => names.includes(name));
  const starts = [0, ...cut.map(({ end }) => end)];
  const ends = [...cut.map(({ start }) => start), content.length];
  return concatBytes(...starts.map((start, index) => content.subarray(start, ends[index])));
}
