import type { JsonContainer } from './container.js';

/** Several documents in one JSON array; one that begins with anything else is no container, however long it is. */
export const JSON_ARRAY: JsonContainer = {
  name: 'JSON array',
  marker: /^\s*\[\s*\{/,
  pieces: (document) => {
    const items = document.items() ?? [];
    return items.length > 0 && items.every(({ isObject }) => isObject) ? items : undefined;
  },
};
