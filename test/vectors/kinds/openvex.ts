import {
  effectiveStatement,
  matchesComponent,
  matchesProduct,
  matchesPurl,
  parse,
  PREDICATE_TYPES,
  statementsAbout,
  type VexComponent,
  type VexProduct,
  type VexStatement,
} from '#evidence';
import { Field, parseInstant, parseStrictJson } from '#kernel';

import { fileOf, type VectorCase } from '../corpus.js';
import { passIf, PASS, type Judge, type Outcome } from '../outcome.js';
import { textOf } from '../trust-of-case.js';

const ANY_VERSION = 'https://openvex.dev/ns';
const VERSION_020 = 'https://openvex.dev/ns/v0.2.0';

/** A document to read, or a row of one of upstream's tables with the value that upstream expects. */
export const judgeOpenVex: Judge = (vector, corpus) => {
  const input = fileOf(vector, 'input');
  if (input !== undefined) return judgeRow(JSON.parse(textOf(corpus.read(input))) as Row, vector);
  const bytes = corpus.read(fileOf(vector, 'vex') ?? '');
  // Collectors are told what a document is; the others find out by themselves.
  const isTold = /^pkg\/ingestor\//.test(vector.upstream_test ?? '');
  const parsed = parse(bytes);
  if (!isTold && parsed.kind !== 'vex') return { got: 'fail', code: parsed.format };
  const type = /^strict /.test(vector.why ?? '') ? VERSION_020 : ANY_VERSION;
  PREDICATE_TYPES.get(type)?.parse(new Field(parseStrictJson(bytes), 'vex'));
  return PASS;
};

/** Tables of upstream, as JSON of its own structures. */
type Row = readonly [string, string | GoComponent, boolean] | ProductRow | DocumentRow | EffectiveRow;

interface ProductRow {
  readonly sut: GoProduct;
  readonly product: string;
  readonly subcomponent: string;
  readonly mustMach: boolean;
}
interface DocumentRow {
  readonly sut: GoDocument;
  readonly product: string;
  readonly vulnerability: string;
  readonly subcomponents?: readonly string[] | null;
  readonly numMatches: number;
}
interface EffectiveRow {
  readonly vexDoc: GoDocument;
  readonly vulnID: string;
  readonly product: string;
}
interface GoDocument {
  readonly Statements: readonly GoStatement[];
}
interface GoStatement {
  readonly Vulnerability: { readonly ID?: string; readonly Name?: string; readonly Aliases?: readonly string[] };
  readonly Timestamp?: string;
  readonly Products: readonly GoProduct[];
  readonly Status?: VexStatement['status'];
}
interface GoProduct extends GoComponent {
  readonly Component?: GoComponent;
  readonly Subcomponents?: readonly (GoSubcomponent | readonly GoSubcomponent[])[];
}
interface GoSubcomponent extends GoComponent {
  readonly Component?: GoComponent;
}
interface GoComponent {
  readonly ID?: string;
  readonly Identifiers?: Readonly<Record<string, string>>;
  readonly Hashes?: Readonly<Record<string, string>>;
}

function judgeRow(row: Row, vector: VectorCase): Outcome {
  if (isPair(row)) return judgePair(row);
  if ('vexDoc' in row) return judgeEffective(row, vector);
  return 'numMatches' in row ? judgeMatches(row) : judgeProduct(row);
}

function isPair(row: Row): row is Extract<Row, readonly unknown[]> {
  return Array.isArray(row);
}

function judgePair([first, second, expected]: Extract<Row, readonly unknown[]>): Outcome {
  const got = typeof second === 'string' ? matchesPurl(first, second) : matchesComponent(componentOf(second), first);
  return passIf(got === expected, 'MATCH');
}

function judgeProduct({ sut, product, subcomponent, mustMach }: ProductRow): Outcome {
  return passIf(matchesProduct(productOf(sut), product, subcomponent) === mustMach, 'MATCH');
}

function judgeMatches({ sut, product, vulnerability, subcomponents, numMatches }: DocumentRow): Outcome {
  const question = { product, vulnerability, subcomponents: subcomponents ?? [] };
  return passIf(statementsAbout(sut.Statements.map(statementOf), question).length === numMatches, 'MATCH');
}

function judgeEffective({ vexDoc, vulnID, product }: EffectiveRow, { expected_output: wanted }: VectorCase): Outcome {
  const statements = vexDoc.Statements.map(statementOf);
  const found = effectiveStatement(statements, { vulnerability: vulnID, product });
  if (found === undefined) return passIf(wanted?.['nil'] === true, 'NONE');
  const isSame = found.status === wanted?.['status'] && found.at === parseInstant(String(wanted['timestamp']));
  return passIf(isSame && wanted['nil'] !== true, 'OTHER_STATEMENT');
}

function statementOf({ Vulnerability, Timestamp, Products, Status }: GoStatement): VexStatement {
  return {
    vulnerability: Vulnerability.Name ?? '',
    aliases: [...(Vulnerability.Aliases ?? []), ...(Vulnerability.ID === undefined ? [] : [Vulnerability.ID])],
    status: Status ?? 'under_investigation',
    ...(Timestamp !== undefined && { at: parseInstant(Timestamp) }),
    products: Products.map(productOf),
  };
}

function productOf(product: GoProduct): VexProduct {
  const parts = product.Subcomponents?.flat() ?? [];
  return {
    ...componentOf(product.Component ?? product),
    subcomponents: parts.map((part) => componentOf(part.Component ?? part)),
  };
}

/** Upstream's names of the types are the constants of its language. */
function componentOf({ ID, Identifiers, Hashes }: GoComponent): VexComponent {
  const identifiers = Object.entries(Identifiers ?? {}).map(
    ([type, name]) => [type === 'PURL' ? 'purl' : type, name] as const,
  );
  return {
    ...(ID !== undefined && { id: ID }),
    identifiers: new Map(identifiers),
    hashes: new Map(Object.entries(Hashes ?? {})),
  };
}
