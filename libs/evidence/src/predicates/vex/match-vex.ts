import { matchesPurl } from '../purl.js';
import type { Vex, VexComponent, VexProduct, VexStatement } from './vex.js';

/** What somebody asks a VEX about. Names compare as a whole; purls of a statement also mean what is more specific. */
export interface VexQuestion {
  /** Any name of the vulnerability. */
  readonly vulnerability: string;
  /** One name of the product: an IRI, a purl, a CPE or a hash value. */
  readonly product: string;
  /** Names of its parts, any of which may be meant; empty where the question is about the product as a whole. */
  readonly subcomponents?: readonly string[];
}

/** Hash values compare without their algorithm: a value of one length under two algorithms is not found by chance. */
export function matchesComponent(component: VexComponent, name: string): boolean {
  if (name === '') return false;
  if (component.id === name || matchesPurl(component.id ?? '', name)) return true;
  for (const [type, identifier] of component.identifiers) {
    if (identifier === name || (type === 'purl' && matchesPurl(identifier, name))) return true;
  }
  return [...component.hashes.values()].includes(name);
}

/** A statement about the whole product answers for each part; a question about the whole is answered by any part. */
export function matchesProduct(product: VexProduct, name: string, subcomponent = ''): boolean {
  if (!matchesComponent(product, name)) return false;
  if (subcomponent === '' || product.subcomponents.length === 0) return true;
  return product.subcomponents.some((part) => matchesComponent(part, subcomponent));
}

export function matchesStatement(statement: VexStatement, question: VexQuestion): boolean {
  const { vulnerability, product, subcomponents = [] } = question;
  if (statement.vulnerability !== vulnerability && !statement.aliases.includes(vulnerability)) return false;
  const parts = subcomponents.length === 0 ? [''] : subcomponents;
  return statement.products.some((candidate) => parts.some((part) => matchesProduct(candidate, product, part)));
}

/** The answers to a question, oldest first. */
export function statementsAbout(statements: readonly VexStatement[], question: VexQuestion): readonly VexStatement[] {
  return inOrder(statements.filter((statement) => matchesStatement(statement, question)));
}

/** The answer that holds: the newest; of two of one time the one that was updated or written later. */
export function effectiveStatement(
  statements: readonly VexStatement[],
  question: VexQuestion,
): VexStatement | undefined {
  return statementsAbout(statements, question).at(-1);
}

/** One history of several documents: older documents first, so that of two statements of one time the later one holds. */
export function mergeVex(documents: readonly Vex[]): readonly VexStatement[] {
  // A document without a time comes last, as nobody can say that something is newer.
  const ordered = documents.toSorted((a, b) => compare(a.issuedAt ?? LATEST, b.issuedAt ?? LATEST));
  return inOrder(ordered.flatMap(({ statements }) => statements));
}

const LATEST = '9999';
const EARLIEST = '';

function inOrder(statements: readonly VexStatement[]): readonly VexStatement[] {
  return statements.toSorted(
    (a, b) => compare(a.at ?? EARLIEST, b.at ?? EARLIEST) || compare(a.updatedAt ?? EARLIEST, b.updatedAt ?? EARLIEST),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
