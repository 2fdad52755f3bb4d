import { wordsOf } from '../../ui/words.ts';

/** One thing that a rule says, in words; the values are somebody's text. */
export interface RuleLine {
  readonly name: string;
  readonly values: readonly string[];
}

/** The rule as the server keeps it, read for people. What is not known here stands in the rule's own text below. */
export function ruleLines(rule: unknown): readonly RuleLine[] {
  const known = objectOf(rule);
  return [
    line('Where', [scopeWords(objectOf(known['scope']))]),
    line('Counts for', listOf(known['kinds']).map(wordsOf)),
    ...signerLines(objectOf(known['signer'])),
    line('Transparency log', [requiredWords(known['log'], 'entry', 'entries')]),
    line('Trusted time', [requiredWords(known['time'], 'source', 'sources')]),
    line(
      'Builders',
      Object.entries(objectOf(known['builders'])).map(([id, level]) => `${id} up to L${textOf(level)}`),
    ),
    line('Source', [textOf(known['source'])]),
    line('Run by the team', [known['teamControlled'] === false ? 'no' : 'yes, so it counts for less']),
    line('Valid from', [textOf(known['validFrom'])]),
    line('Valid until', [textOf(known['validUntil'])]),
  ].filter(({ values }) => values.length > 0);
}

function signerLines(signer: Fields): readonly RuleLine[] {
  const identity = objectOf(signer['identity']);
  return [
    line('Signer', [SIGNER_WORDS[textOf(signer['kind'])] ?? textOf(signer['kind'])]),
    line('Issuer', [textOf(signer['issuer'])]),
    line('Identity, exactly', [textOf(identity['exactly'])]),
    line('Identity, by pattern', [textOf(identity['pattern'])]),
    line('Key', [textOf(signer['keyid'])]),
    line(
      'Certificate says',
      Object.entries(objectOf(signer['extensions'])).map(([name, value]) => `${name}: ${textOf(value)}`),
    ),
  ];
}

const SIGNER_WORDS: Readonly<Record<string, string>> = {
  certificate: 'whoever has a certificate of this identity',
  workload: 'a workload of this identity',
  key: 'whoever has this key',
};

function scopeWords(scope: Fields): string {
  return scope['kind'] === 'product' ? `the product ${textOf(scope['product'])}` : 'the whole organization';
}

function requiredWords(demand: unknown, one: string, many: string): string {
  if (demand === 'none') return 'not asked for';
  const required = objectOf(demand)['required'];
  return typeof required === 'number' ? `at least ${required} ${required === 1 ? one : many}` : '';
}

type Fields = Readonly<Record<string, unknown>>;

function line(name: string, values: readonly string[]): RuleLine {
  return { name, values: values.filter((value) => value !== '') };
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
