import { parse, PREDICATE_TYPES } from '#evidence';
import { Field, parseStrictJson, toUtf8 } from '#kernel';

import { fileOf } from '../corpus.js';
import { passIf, type Judge } from '../outcome.js';
import { textOf } from '../trust-of-case.js';
import { judgeLayout } from './bundle.js';

const DIGEST = 'a'.repeat(64);
const MOMENT = '2026-01-01T00:00:00Z';

/** What Chains stored beside an image, or a statement as it writes them. */
export const judgeTekton: Judge = (vector, corpus) =>
  fileOf(vector, 'statement_template') === undefined ? judgeLayout(vector, corpus) : judgeStatement(vector, corpus);

/** Read as received; the template is filled with values of the right form. */
const judgeStatement: Judge = (vector, corpus) => {
  const bytes = toUtf8(filled(textOf(corpus.read(fileOf(vector, 'statement_template') ?? ''))));
  const parsed = parse(bytes);
  const statement = new Field(parseStrictJson(bytes), 'statement');
  const type = PREDICATE_TYPES.get(statement.get('predicateType').string());
  const predicate = type?.parse(statement.get('predicate'));
  return passIf(parsed.kind === 'build-provenance' && predicate?.kind === 'build-provenance', parsed.format);
};

/** A list has the one element that the template shows; nothing else of the templates' language is in use. */
function filled(template: string): string {
  return template.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, action: string) => valueOf(action));
}

function valueOf(action: string): string {
  if (/^(?:range|end|if|else|with)\b/.test(action)) return '';
  if (/Digest/.test(action)) return DIGEST;
  if (/(?:Started|Finished|Times)/.test(action)) return MOMENT;
  return /URI/.test(action) ? 'oci://registry.example/image' : 'value';
}
