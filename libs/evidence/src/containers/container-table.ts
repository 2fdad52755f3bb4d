import { ATTESTATION_LIST } from './attestation-list.js';
import type { JsonContainer } from './container.js';
import { GOOGLE_CLOUD_BUILD_ANSWER } from './google-cloud-build.js';
import { JSON_ARRAY } from './json-array.js';
import { PYPI_PROVENANCE } from './pypi-provenance.js';

/** Every JSON document that holds several pieces of evidence, one line each. */
export const JSON_CONTAINERS: readonly JsonContainer[] = [
  ATTESTATION_LIST,
  PYPI_PROVENANCE,
  GOOGLE_CLOUD_BUILD_ANSWER,
  JSON_ARRAY,
];
