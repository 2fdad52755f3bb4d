import { visibleText } from '../../visible-text.js';

/** Text of strangers where CycloneDX has plain text: one line, nothing hidden, not empty. */
export function shown(text: string): string {
  return visibleText(text).trim() || 'not stated';
}
