import { describe, expect, it } from '@jest/globals';

import { builderLevel } from './builder.js';

const BUILDER = 'https://forge.example/acme/builder/.github/workflows/build.yml';

describe('T-SELF-01 the level of a builder is what a rule says of it', () => {
  it.each([
    [BUILDER, BUILDER],
    [BUILDER, `${BUILDER}@refs/tags/v1.2.3`],
    [BUILDER, `${BUILDER}@v1.2.3`],
    [`${BUILDER}@refs/heads/main`, `${BUILDER}@refs/heads/main`],
    [`${BUILDER}@refs/tags/v1`, `${BUILDER}@refs/tags/v1`],
    [`${BUILDER}@v1.2.3`, `${BUILDER}@refs/tags/v1.2.3`],
    ['https://cloudbuild.example/Worker', 'https://cloudbuild.example/Worker@v0.3'],
  ])('%s covers %s', (listed, builderId) => {
    expect(builderLevel({ [listed]: 3 }, builderId)).toBe(3);
  });

  it.each([
    [BUILDER, `${BUILDER}@refs/heads/main`],
    [BUILDER, `${BUILDER}@refs/heads/v1.2.3`],
    [BUILDER, `${BUILDER}@refs/tags/v1`],
    [BUILDER, `${BUILDER}@refs/tags/v1.2.3-rc.1`],
    [BUILDER, `${BUILDER}@refs/pull/1/merge`],
    [BUILDER, `${BUILDER}@${'a'.repeat(40)}`],
    [BUILDER, `${BUILDER}l@refs/tags/v1.2.3`],
    [BUILDER, `${BUILDER}@`],
    [`${BUILDER}@refs/tags/v1.2.3`, `${BUILDER}@refs/tags/v1.2.4`],
    [`${BUILDER}@refs/tags/v1.2.3`, BUILDER],
    [`${BUILDER}@v1.2.3`, `${BUILDER}@refs/heads/v1.2.3`],
    [BUILDER, 'toString'],
    [BUILDER, '__proto__@v1'],
  ])('%s does not cover %s', (listed, builderId) => {
    expect(builderLevel({ [listed]: 3 }, builderId)).toBeUndefined();
  });
});
