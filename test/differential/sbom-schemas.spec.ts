// Our reader of SBOMs and the published JSON schemas, before real documents and before those with one thing changed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { parse, PREDICATE_TYPES } from '#evidence';
import { Field, ParseError, parseStrictJson, type JsonObject, type JsonValue } from '#kernel';

import { defaultCorpusFolder, openCorpus, SHARED } from '../vectors/corpus.js';
import { changesOf, type Change } from './sbom-changes.js';

const SCHEMAS = join(SHARED, 'standards', 'schemas');
const folder = defaultCorpusFolder();
const isHere = folder !== undefined && existsSync(SCHEMAS);
if (!isHere) console.warn('SKIPPED: SBOMs against the published schemas (no schemas or vectors in the shared folder)');
const here = isHere ? describe : describe.skip;

const CYCLONEDX = 'https://cyclonedx.org/bom';
const LATE = { bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { timestamp: '2027-01-01T00:00:00Z' } };

function licensed(id: string): JsonValue {
  return { type: 'library', name: 'a', licenses: [{ license: { id } }] };
}

function named(reference: string, version: string): JsonObject {
  return { type: 'library', name: 'a', version, 'bom-ref': reference };
}

type Verdict = 'accepts' | 'refuses';
/** Parts of a CycloneDX document that the reader counts, gives on or names others by; whatever else may hold anything. */
const PART = /(?:^|\.)(?:components|ancestors|descendants|variants)\.\d+/.source;
const READ = [
  /^(?:bomFormat|serialNumber|version|metadata|metadata\.(?:timestamp|component|distributionConstraints\.tlp))?$/,
  new RegExp(
    `(?:${PART}|^metadata\\.component)(?:\\.(?:type|name|version|purl|cpe|scope|bom-ref|isExternal|versionRange))?$`,
  ),
  /\.hashes(?:\.\d+(?:\.(?:alg|content))?)?$/,
  /^(?:.*\.)?licenses(?:\.\d+(?:\.license(?:\.(?:id|name|acknowledgement|text\.(?:content|encoding)))?|\.expression)?)?$/,
  /\.swid\.(?:tagId|name)$/,
  /^(?:.*\.)?services\.\d+\.(?:name|bom-ref|data\.\d+\.(?:flow|classification))$/,
  /^dependencies(?:\.|$)/,
  /^vulnerabilities(?:\.\d+(?:\.(?:id|bom-ref|recommendation|analysis|analysis\.(?:state|justification|detail|firstIssued|lastUpdated)|affects|affects\.\d+|affects\.\d+\.ref|references\.\d+\.id|ratings\.\d+\.severity))?)?$/,
  /^citations\.\d+\.(?:timestamp|pointers|expressions|attributedTo|process)$/,
];
/** Where others use the same words for something that is not read here. */
const NOT_READ =
  /^(?:formulation|declarations|annotations|definitions|metadata\.(?:tools|authors))\.|\.(?:evidence|modelCard|patentAssertions|externalReferences|tools|cryptoProperties|releaseNotes)\./;

function isRead({ path }: Change): boolean {
  return !NOT_READ.test(path) && READ.some((pattern) => pattern.test(path));
}

function schemaOf(path: string): object {
  return JSON.parse(readFileSync(join(SCHEMAS, path), 'utf8')) as object;
}

type Validate = (document: JsonValue) => boolean;

function validatorOf(path: string, more: readonly string[] = []): Validate {
  if (!isHere) return () => false;
  const options = { strict: false, validateSchema: false, validateFormats: true };
  const ajv = /3\.0/.test(path) ? new Ajv2020(options) : new Ajv(options);
  // Of all formats only this one is of a field that is read.
  ajv.addFormat(
    'date-time',
    (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/i.test(text) && !Number.isNaN(Date.parse(text)),
  );
  for (const format of ['iri-reference', 'idn-email', 'email', 'uri', 'date', 'regex', 'anyURI'])
    ajv.addFormat(format, true);
  for (const other of more) ajv.addSchema(schemaOf(other));
  const validate: ValidateFunction = ajv.compile(schemaOf(path));
  return (document) => validate(document);
}

function ourVerdict(type: string, document: JsonValue): Verdict {
  try {
    PREDICATE_TYPES.get(type)?.parse(new Field(document));
    return 'accepts';
  } catch (error) {
    if (error instanceof ParseError) return 'refuses';
    throw error;
  }
}

/** Documents of a format in the corpus that are valid to upstream and to the schema. */
function documentsOf(format: RegExp, validate: Validate): readonly Exhibit[] {
  if (folder === undefined) return [];
  const corpus = openCorpus(folder);
  return corpus.cases
    .filter(({ kind, expect: expected }) => kind.startsWith('sbom-') && expected === 'pass')
    .map(({ id, files }) => ({ id, bytes: corpus.read(Object.values(files)[0] as string) }))
    .filter(({ bytes }) => format.test(parse(bytes).format))
    .map(({ id, bytes }) => ({ id, document: parseStrictJson(bytes) }))
    .filter(({ document }) => validate(document));
}

interface Exhibit {
  readonly id: string;
  readonly document: JsonValue;
}

interface Outcome extends Change {
  readonly id: string;
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

function outcomesOf(exhibits: readonly Exhibit[], type: string, validate: Validate): Outcome[] {
  return exhibits.flatMap(({ id, document }) =>
    changesOf(document).map((change) => ({
      ...change,
      id,
      ours: ourVerdict(type, change.document),
      theirs: validate(change.document) ? 'accepts' : 'refuses',
    })),
  );
}

function told({ id, path, what }: Outcome): string {
  return `${id}: ${path} ${what}`;
}

here('a CycloneDX document with one thing changed', () => {
  const companions = ['spdx.schema.json', 'jsf-0.82.schema.json', 'cryptography-defs.schema.json'];
  const versions = ['1.6', '1.7'].map((version) => {
    const validate = validatorOf(
      `cyclonedx/bom-${version}.schema.json`,
      companions.map((name) => `cyclonedx/${name}`),
    );
    const exhibits = documentsOf(new RegExp(`^cyclonedx ${version}$`), validate);
    return { version, validate, outcomes: outcomesOf(exhibits, CYCLONEDX, validate) };
  });

  it.each(versions)(
    'is refused where the schema of $version refuses it, in every part that is read',
    ({ outcomes }) => {
      const refused = outcomes.filter(({ theirs }) => theirs === 'refuses').filter(isRead);
      expect(refused.length).toBeGreaterThan(1000);
      expect(refused.filter(({ ours }) => ours === 'accepts').map(told)).toEqual([]);
    },
  );

  it.each(versions)('is accepted where the schema of $version accepts it', ({ outcomes }) => {
    const accepted = outcomes.filter(({ theirs }) => theirs === 'accepts');
    // The schema leaves the version open; we read four of them.
    const refused = accepted.filter(({ ours, path }) => ours === 'refuses' && path !== 'specVersion');
    expect(accepted.length).toBeGreaterThan(1000);
    expect(refused.map(told)).toEqual([]);
  });

  it('may have every license id of the schema', () => {
    const { enum: ids } = schemaOf('cyclonedx/spdx.schema.json') as { readonly enum: readonly string[] };
    const document = { bomFormat: 'CycloneDX', specVersion: '1.6', components: ids.map(licensed) };
    expect(ids.length).toBeGreaterThan(700);
    expect(ourVerdict(CYCLONEDX, document)).toBe('accepts');
  });

  // Where the two differ on purpose: each line one reason.
  it.each<[string, JsonValue, Verdict]>([
    [
      'may have a license id younger than our list',
      { ...LATE, components: [licensed('Published-Later-1.0')] },
      'accepts',
    ],
    ['may write null for what it leaves out', { ...LATE, components: null }, 'accepts'],
    ['may list one component twice', { ...LATE, components: [licensed('MIT'), licensed('MIT')] }, 'accepts'],
    [
      'may have fields of its own in its parts',
      { ...LATE, components: [{ ...named('a', '1'), acme: true }] },
      'accepts',
    ],
    ['may not give two parts one name', { ...LATE, components: [named('a', '1'), named('a', '2')] }, 'refuses'],
  ])('%s, whatever the schema says', (_, document, ours) => {
    expect(ourVerdict(CYCLONEDX, document)).toBe(ours);
    for (const { validate } of versions) expect(validate(document)).toBe(ours !== 'accepts');
  });
});

/** What SPDX documents are read for. */
const READ_SPDX = [
  /^(?:spdxVersion|SPDXID|name|packages|relationships)$/,
  /^packages\.\d+(?:\.(?:SPDXID|versionInfo|externalRefs|checksums))?$/,
  /^packages\.\d+\.externalRefs\.\d+(?:\.(?:referenceType|referenceLocator))?$/,
  /^packages\.\d+\.checksums\.\d+(?:\.checksumValue)?$/,
  /^relationships\.\d+(?:\.\w+)?$/,
];

here('an SPDX 2.3 document with one thing changed', () => {
  const validate = validatorOf('spdx/spdx-2.3.1-schema.json');
  const exhibits = documentsOf(/^spdx 2\.3/, validate);
  const outcomes = outcomesOf(exhibits, 'https://spdx.dev/Document', validate);

  it('is refused where the schema refuses it, in every part that is read', () => {
    const read = outcomes.filter(({ path }) => READ_SPDX.some((pattern) => pattern.test(path)));
    const refused = read.filter(({ theirs }) => theirs === 'refuses');
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.filter(({ ours }) => ours === 'accepts').map(told)).toEqual([]);
  });

  it('is accepted where the schema accepts it, but for names that the text of SPDX asks for', () => {
    const accepted = outcomes.filter(({ theirs }) => theirs === 'accepts');
    const refused = accepted.filter(({ ours }) => ours === 'refuses');
    const asked = /(?:^|\.)(?:spdxVersion|SPDXID|name|checksumValue|spdxElementId|relatedSpdxElement)$/;
    expect(refused.filter(({ path }) => !asked.test(path)).map(told)).toEqual([]);
  });
});

const GRAPH = 'https://spdx.example/';
const CREATION = {
  type: 'CreationInfo',
  '@id': '_:c',
  specVersion: '3.0.1',
  created: '2026-01-01T00:00:00Z',
  createdBy: [`${GRAPH}p`],
};
const PACKAGE = {
  type: 'software_Package',
  spdxId: `${GRAPH}a`,
  creationInfo: '_:c',
  name: 'a',
  software_packageVersion: '1',
  software_packageUrl: 'pkg:npm/a@1',
  externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'cpe23', identifier: 'cpe:2.3:a:a:a:1' }],
};
const SPDX3 = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    CREATION,
    { type: 'Person', spdxId: `${GRAPH}p`, creationInfo: '_:c', name: 'Ada' },
    PACKAGE,
    {
      type: 'Relationship',
      spdxId: `${GRAPH}r`,
      creationInfo: '_:c',
      from: `${GRAPH}a`,
      to: [`${GRAPH}b`],
      relationshipType: 'dependsOn',
    },
  ],
};
const READ_SPDX3 = [
  /^@graph(?:\.\d+)?$/,
  /^@graph\.0\.specVersion$/,
  /^@graph\.2\.(?:spdxId|software_\w+|externalIdentifier(?:\.0(?:\.identifier|\.externalIdentifierType)?)?)$/,
  /^@graph\.3\.(?:from|to|relationshipType)$/,
];

here('an SPDX 3.0.1 document with one thing changed', () => {
  const validate = validatorOf('spdx/spdx-3.0.1-json-schema.json');
  const outcomes = outcomesOf([{ id: 'graph', document: SPDX3 }], 'https://spdx.dev/Document/v3', validate);

  it('is accepted as it is', () => {
    expect(outcomes[0]).toMatchObject({ ours: 'accepts', theirs: 'accepts' });
  });

  it('is refused where the schema refuses it, in every part that is read', () => {
    const read = outcomes.filter(({ path }) => READ_SPDX3.some((pattern) => pattern.test(path)));
    const refused = read.filter(({ theirs }) => theirs === 'refuses');
    expect(refused.length).toBeGreaterThan(20);
    expect(refused.filter(({ ours }) => ours === 'accepts').map(told)).toEqual([]);
  });
});
