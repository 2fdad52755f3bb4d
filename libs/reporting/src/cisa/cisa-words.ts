import type { DraftField } from './cisa-draft.js';
import type { Support, SupportStretch } from './statement-support.js';

export const SUPPORT_WORDS: Readonly<Record<Support, string>> = {
  supported: 'supported by evidence',
  'supported-in-part': 'supported in part',
  'not-supported': 'not supported',
  'not-known': 'no evidence speaks to it',
};

/** `to be filled by the signatory` where nobody else knows. */
export function fieldWords({ value, note }: Pick<DraftField, 'value' | 'note'>): string {
  return value === null ? `[ ${note} ]` : `${value} (${note})`;
}

/** `supported by evidence 2026-11-01 to 2026-12-01; then not supported to …`. */
export function overWords(over: readonly SupportStretch[]): string {
  return over
    .map(({ from, until, support }) => `${SUPPORT_WORDS[support]} ${from.slice(0, 10)} to ${until.slice(0, 10)}`)
    .join('; ');
}
