import { spawnSync } from 'node:child_process';

import { expect, it } from '@jest/globals';

it('types and documents of the web application are what the schema and its queries give (npm run graphql writes them)', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-web-graphql.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
