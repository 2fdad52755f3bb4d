import { stringify } from 'yaml';

import type { Wording } from '../catalogs/wording.js';
import type { Catalog } from '../framework/catalog.js';

/** A catalog as a file, with a word on whose texts it holds. */
export function renderCatalogFile(catalog: Catalog): string {
  return `${header('Made by aver catalog import. Its texts are those of the document that importedFrom names, not ours.')}${yaml(catalog)}`;
}

/** An official wording as a file, to lie beside its catalog. */
export function renderWordingFile(wording: Wording): string {
  return `${header(`Made by aver catalog import: the official texts of ${wording.catalog}, from the document that importedFrom names.`)}${yaml(wording)}`;
}

function header(line: string): string {
  return `# ${line}\n# Their licence is that of the publication.\n`;
}

/** No line folding, no aliases: what is read back is what was there. */
function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
