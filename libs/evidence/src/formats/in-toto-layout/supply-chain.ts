import { Field, LIMITS, ParseError, parseStrictJson, type JsonObject } from '#kernel';

import type { SignedContent } from '../../signed-entity.js';
import { INTOTO_PAYLOAD_TYPE, parseEnvelope } from '../dsse-envelope/dsse.js';
import type { Layout } from './layout.js';
import { parseLayout } from './layout.js';
import { MAX_LAYOUT_DEPTH } from './layout-limits.js';
import { parseLink, type Link } from './link.js';
import { isMetablock, parseMetablock } from './metablock.js';

/** A layout with the links that came along with it; whether they fulfil it is for the verifier to say. */
export interface SupplyChain {
  readonly layout: Layout;
  readonly links: readonly StepLink[];
}

/** One file of a step: what its functionary recorded, or the chain that stands for the step. */
export interface StepLink {
  readonly step: string;
  /** First eight digits of the id of the key that signed it, by the name of its file. */
  readonly keyidPrefix: string;
  readonly content: Signed;
  readonly record:
    { readonly kind: 'link'; readonly link: Link } | { readonly kind: 'chain'; readonly chain: SupplyChain };
}

type Signed = Exclude<SignedContent, { kind: 'message' }>;
type Files = ReadonlyMap<string, Uint8Array>;

const LINK_FILE = /^(.+)\.([0-9a-f]{8})\.link$/;

/**
 * Links by the names that in-toto gives their files: `<step>.<key id>.link`, and those of a layout that stands for a
 * step in the folder `<step>.<key id>/`. A file that no step could be read from is refused.
 * @throws ParseError LAYOUT_FILE, LAYOUT_TOO_DEEP and whatever a layout or a link may be refused for
 */
export function readChain(layout: Layout, files: Files, depth = 1): SupplyChain {
  if (depth > MAX_LAYOUT_DEPTH) {
    throw new ParseError('LAYOUT_TOO_DEEP', `layouts within layouts more than ${MAX_LAYOUT_DEPTH} deep`);
  }
  const own = [...files].filter(([name]) => !name.includes('/'));
  const links = own.map(([name, bytes]) => readLink(name, bytes, { files, depth }));
  const chains = links.flatMap(({ step, keyidPrefix, record }) =>
    record.kind === 'chain' ? [`${step}.${keyidPrefix}`] : [],
  );
  const stray = [...files.keys()].find(
    (name) => name.includes('/') && !chains.includes(name.slice(0, name.indexOf('/'))),
  );
  if (stray !== undefined) throw strayFile(stray);
  return { layout, links };
}

function readLink(name: string, bytes: Uint8Array, { files, depth }: { files: Files; depth: number }): StepLink {
  const [, step, keyidPrefix] = LINK_FILE.exec(name) ?? [];
  if (step === undefined || keyidPrefix === undefined) throw strayFile(name);
  const { content, signed } = readSigned(bytes, name);
  if (signed.get('_type').string() === 'link') {
    return { step, keyidPrefix, content, record: { kind: 'link', link: parseLink(signed) } };
  }
  const chain = readChain(parseLayout(signed), below(files, `${step}.${keyidPrefix}/`), depth + 1);
  return { step, keyidPrefix, content, record: { kind: 'chain', chain } };
}

function below(files: Files, folder: string): Files {
  const found = [...files].filter(([name]) => name.startsWith(folder));
  return new Map(found.map(([name, bytes]) => [name.slice(folder.length), bytes]));
}

function strayFile(name: string): ParseError {
  return new ParseError(
    'LAYOUT_FILE',
    `"${name.slice(0, 80)}" is not named as the link of a step: <step>.<8 digits of the key id>.link`,
  );
}

/** A layout or a link in either of its wrappers, with what is signed in it. */
export interface SignedMetadata {
  readonly content: Signed;
  readonly signed: Field;
}

/** @throws ParseError JSON_*, LAYOUT_WRAPPER, DSSE_*, FIELD_*, CANONICAL_JSON, LIMIT_EXCEEDED */
export function readSigned(bytes: Uint8Array, name: string): SignedMetadata {
  const field = new Field(parseStrictJson(bytes), name);
  const document = field.object();
  if (isMetablock(document)) return { content: parseMetablock(field), signed: field.get('signed') };
  const content = parseEnvelope(field, LIMITS.signatures);
  const signed = new Field(parseStrictJson(content.payload), name);
  if (content.payloadType === INTOTO_PAYLOAD_TYPE && isMetadata(signed.object())) return { content, signed };
  throw new ParseError('LAYOUT_WRAPPER', `${name} holds neither a layout nor a link of in-toto`);
}

/** By the word that in-toto's layouts and links begin with; statements begin with another. */
export function isMetadata({ _type }: JsonObject): boolean {
  return _type === 'layout' || _type === 'link';
}
