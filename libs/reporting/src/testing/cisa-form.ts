import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { itemsByCrosswalk, type Catalog, type Crosswalk, type ItemList } from '#compliance';

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../../mappings/${name}.yaml`, import.meta.url), 'utf8'));

/** The CISA form by the tasks it cites, as it ships. */
export function cisaForm(): ItemList {
  const list = itemsByCrosswalk(
    read('cisa-form-1.0.catalog') as Catalog,
    read('cisa-form-1.0-to-ssdf-1.1.crosswalk') as Crosswalk,
  );
  if (list === undefined) throw new Error('the crosswalk does not lead from the form to a catalog');
  return list;
}
