import { describe, expect, it } from '@jest/globals';

import type { KeepingRecord, OrganizationId } from '#application';
import { parseDigest, parseInstant } from '#kernel';

import { KeepEvidenceProcessor } from './keep-evidence.processor.js';

const NONE = { count: 0, items: [] };
const DIGEST = parseDigest(`sha256:${'aa'.repeat(32)}`);
const AT = parseInstant('2026-01-01');
const SOUND: KeepingRecord = {
  ...{ number: 2, digest: DIGEST, bundle: new Uint8Array(), scope: { organization: 'acme' } },
  ...{ startedAt: AT, finishedAt: AT, examined: 3, sound: 3 },
  ...{ altered: NONE, missing: NONE, changed: NONE, unchecked: NONE },
  log: { size: 3, rootHash: '', consistent: true, entriesChecked: 3 },
  ...{ verifier: 'v', trustRoots: [], policy: DIGEST },
};

async function linesOf(record: KeepingRecord | undefined): Promise<readonly string[]> {
  const lines: string[] = [];
  const useCases = { keepEvidence: { run: () => Promise.resolve(record) } } as unknown as ConstructorParameters<
    typeof KeepEvidenceProcessor
  >[0];
  const processor = new KeepEvidenceProcessor(useCases, {
    info: (event, fields) => void lines.push(`info ${event} ${JSON.stringify(fields)}`),
    error: (event, error, fields) => void lines.push(`error ${event} ${String(error)} ${JSON.stringify(fields)}`),
  });
  await processor.process({ name: 'keep-evidence', organization: 'o' as OrganizationId, run: 2 });
  return lines;
}

describe('what the operator is told of kept evidence', () => {
  it('is nothing while a run is under way', async () => {
    expect(await linesOf(undefined)).toEqual([]);
  });

  it('is how much was examined, where all is sound', async () => {
    expect(await linesOf(SOUND)).toEqual([expect.stringMatching(/^info evidence\.kept .*"examined":3/)]);
  });

  it.each<[string, Partial<KeepingRecord>, RegExp]>([
    ['altered', { altered: { count: 1, items: [DIGEST] } }, /"altered":1/],
    ['missing', { missing: { count: 2, items: [DIGEST, DIGEST] } }, /"missing":2/],
    ['in a log that is not consistent', { log: { ...SOUND.log, consistent: false } }, /"logConsistent":"no"/],
  ])('is an error where something is %s', async (_, changes, fields) => {
    const [line] = await linesOf({ ...SOUND, ...changes });
    expect(line).toMatch(/^error evidence\.damaged/);
    expect(line).toMatch(fields);
  });
});
