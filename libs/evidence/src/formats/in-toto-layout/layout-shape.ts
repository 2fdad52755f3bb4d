import { ParseError, type Field } from '#kernel';

import type { EvidenceKind } from '../../evidence-kind.js';
import type { Content } from '../../parsed.js';
import type { SignedEntity } from '../../signed-entity.js';
import type { Shape } from '../format.js';
import { parseLayout } from './layout.js';
import { parseLink, subjectsOf, type Artifacts } from './link.js';
import { readChain, type SignedMetadata, type StepLink, type SupplyChain } from './supply-chain.js';

type Signed = Extract<Content, { kind: 'signed' }>;
type Read = Pick<Signed, 'layout' | 'link' | 'subjects' | 'problem'> & { readonly kind: EvidenceKind };
type Files = ReadonlyMap<string, Uint8Array>;

/**
 * A layout with its links, or a link alone. What cannot be read is a finding of the predicate rung: the signature is
 * judged all the same.
 */
export function metadataShape({ content, signed }: SignedMetadata, format: string, files?: Files): Shape {
  const { kind, ...readable } = readMetadata(signed, files);
  return { format, kind, content: { kind: 'signed', entity: entityOf(content), ...readable } };
}

function entityOf(content: SignedMetadata['content']): SignedEntity {
  const hint = content.signatures[0]?.keyid ?? '';
  return { key: { kind: 'public-key', hint }, content, logEntries: [], timestamps: [] };
}

/** The same without its wrapper. Never throws for what the metadata holds. */
export function readMetadata(signed: Field, files: Files = new Map()): Read {
  const isLink = signed.get('_type').string() === 'link';
  const kind = isLink ? 'link' : 'supply-chain-layout';
  try {
    return { kind, ...(isLink ? readLink(signed) : readLayout(signed, files)) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { kind, problem: { rung: 'predicate', code: error.code, message: error.message } };
  }
}

function readLink(signed: Field): Omit<Read, 'kind'> {
  const link = parseLink(signed);
  return { link, subjects: subjectsOf(link.products) };
}

function readLayout(signed: Field, files: Files): Omit<Read, 'kind'> {
  const layout = readChain(parseLayout(signed), files);
  return { layout, ...(layout.links.length > 0 && { subjects: subjectsOf(finalProducts(layout)) }) };
}

/**
 * What comes out of the chain: what all links of its last step agree on. Which of them count is only proven by the
 * policy rung, so a link that nobody asked for can take subjects away and never add one.
 */
function finalProducts({ layout, links }: SupplyChain): Artifacts {
  const last = layout.steps.at(-1)?.name;
  const [first, ...others] = links.filter(({ step }) => step === last).map(productsOf);
  const agreed = [...(first ?? [])].filter(([path, text]) => others.every((products) => products.get(path) === text));
  return new Map(agreed);
}

function productsOf({ record }: StepLink): Artifacts {
  return record.kind === 'link' ? record.link.products : finalProducts(record.chain);
}
