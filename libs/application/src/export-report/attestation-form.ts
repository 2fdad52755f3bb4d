import type { ItemList } from '#compliance';

import type { Frameworks } from '../ports/index.js';
import { itemListOf } from '../read-items/item-list.js';

const CISA_FORM = 'cisa-form-1.0';

/** The form whose draft can be made of a report by SSDF 1.1. */
export function attestationForm(frameworks: Pick<Frameworks, 'list' | 'catalog' | 'crosswalk' | 'view'>): ItemList {
  return itemListOf(frameworks, CISA_FORM);
}
