import type { OscalControl, OscalParam, OscalPart } from './oscal-catalog.js';

/** `{{ insert: param, ac-1_prm_1 }}` in prose. */
const INSERT = /\{\{\s*insert:\s*param,\s*([^\s{}]{1,200})\s*\}\}/g;
/** Prose can repeat a blank thousands of times; longer ones are shown by their name. */
const MAX_BLANK = 200;

/** Finds a blank by its id, in the element itself or around it. */
export type Params = (id: string) => OscalParam | undefined;

/**
 * The statement of a control as plain text: items on lines of their own behind their labels, blanks in brackets. Prose
 * is Markdown in OSCAL; it stays as it is spelt and is never rendered. Empty where the control states nothing.
 */
export function statementOf(control: OscalControl, outer: Params): string {
  const params = withParams(outer, control.params);
  const statements = control.parts?.filter(({ name }) => name === 'statement') ?? [];
  return statements.flatMap((part) => linesOf(part, params)).join('\n');
}

/** What inner elements define hides what outer ones do. */
export function withParams(outer: Params, inner: readonly OscalParam[] | undefined): Params {
  if (inner === undefined) return outer;
  const own = new Map(inner.map((param) => [param.id, param]));
  return (id) => own.get(id) ?? outer(id);
}

function linesOf(part: OscalPart, params: Params): readonly string[] {
  const label = part.props?.find(({ name }) => name === 'label')?.value;
  const text = part.prose?.replace(INSERT, (_, id: string) => blankOf(id, params(id))).trim();
  const own = [label, text].filter((word) => word !== undefined && word !== '').join(' ');
  const below = part.parts?.flatMap((inner) => linesOf(inner, params)) ?? [];
  return own === '' ? below : [own, ...below];
}

/** Choices may have blanks of their own; those stay names. */
function blankOf(id: string, param: OscalParam | undefined): string {
  const words = param?.values?.join(', ') ?? param?.label ?? param?.select?.choice?.join('; ').replace(INSERT, '$1');
  return `[${words === undefined || words.length > MAX_BLANK ? id : words}]`;
}
