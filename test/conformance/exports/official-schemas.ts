// The published JSON schemas of the formats that reports leave the house in.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';
import formatsModule from 'ajv-formats';

import { SHARED } from '../../vectors/corpus.js';

const SCHEMAS = join(SHARED, 'standards', 'schemas');
// The package is CommonJS with an ES default export in its types.
const addFormats = formatsModule as unknown as (ajv: Ajv) => void;

export const SCHEMAS_ARE_HERE = existsSync(SCHEMAS);
if (!SCHEMAS_ARE_HERE) console.warn('SKIPPED: exports against the published schemas (no schemas in the shared folder)');

/** What a schema finds wrong with a document; empty where it accepts it. */
export type Wrongs = (document: unknown) => readonly string[];

const OSCAL_PER_MODEL: Readonly<Record<string, string>> = {
  'oscal-assessment-results': 'assessment-results',
  'oscal-assessment-plan': 'assessment-plan',
  'oscal-ssp': 'ssp',
  'oscal-profile': 'profile',
  'oscal-catalog': 'catalog',
  'oscal-poam': 'poam',
};

/** Each document before the schema of its own model and before the one for all models. */
export function oscalSchemas(): ReadonlyMap<string, Wrongs> {
  const complete = oscalSchema('oscal_complete_schema-1-2-2.json');
  return new Map(
    Object.entries(OSCAL_PER_MODEL).map(([format, model]) => {
      const own = oscalSchema(`oscal_${model}_schema-1.2.1.json`);
      return [format, (document) => [...own(document), ...complete(document)]];
    }),
  );
}

function oscalSchema(name: string): Wrongs {
  const ajv = new Ajv({ strictTypes: false, allErrors: true });
  addFormats(ajv);
  return wrongsOf(ajv, ajv.compile(schema(`oscal/${name}`)));
}

export function cycloneDxSchema(): Wrongs {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  for (const name of ['spdx.schema.json', 'jsf-0.82.schema.json', 'cryptography-defs.schema.json']) {
    ajv.addSchema(schema(`cyclonedx/${name}`));
  }
  return wrongsOf(ajv, ajv.compile(schema('cyclonedx/bom-1.7.schema.json')));
}

function wrongsOf(ajv: Ajv, validate: ValidateFunction): Wrongs {
  return (document) =>
    validate(document) ? [] : [ajv.errorsText(validate.errors, { separator: '\n' }).slice(0, 2_000)];
}

function schema(path: string): object {
  return JSON.parse(readFileSync(join(SCHEMAS, path), 'utf8')) as object;
}
