import type { KeepingRecord, KeepingRun } from '#application';
import type { Listed } from '#evidence';
import type { Digest } from '#kernel';

import type { EvidenceKeepingType, KeepingRecordType, KeptItemsType } from './evidence-keeping.type.js';

export function toEvidenceKeeping(run: KeepingRun | undefined, last: KeepingRecord | undefined): EvidenceKeepingType {
  const isUnderWay = run !== undefined && run.keptAt === undefined;
  return {
    ...(isUnderWay && {
      underWay: { run: run.number, startedAt: run.startedAt, looked: run.progress.next, of: run.size },
    }),
    ...(last && { last: toRecord(last) }),
  };
}

function toRecord(record: KeepingRecord): KeepingRecordType {
  const { number, digest, startedAt, finishedAt, examined, sound, changed, log, verifier } = record;
  return {
    ...{ run: number, digest, startedAt, finishedAt, examined, sound, verifier },
    ...{ altered: toItems(record.altered), missing: toItems(record.missing), unchecked: toItems(record.unchecked) },
    ...{ changed: changed.count, changedVerdicts: changed.items.map((each) => ({ ...each })) },
    ...{ logSize: log.size, logRootHash: log.rootHash, logConsistent: log.consistent },
  };
}

function toItems({ count, items }: Listed<Digest>): KeptItemsType {
  return { count, items: [...items] };
}
