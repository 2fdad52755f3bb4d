import type { Field, Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';

const MAX_EVENTS = 1_000_000;

/** What a monitor saw of one process. A count that is absent was not watched, which is not the same as none. */
export interface RuntimeTrace {
  readonly kind: 'runtime-trace';
  readonly monitorType: string;
  readonly hostId: string;
  readonly processType: string;
  readonly event: string;
  readonly processes?: number;
  readonly connections?: number;
  readonly files?: number;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
}

/** in-toto runtime-trace v0.1 and v0.2. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseRuntimeTrace(predicate: Field): RuntimeTrace {
  const watched = predicate.get('monitoredProcess');
  return {
    kind: 'runtime-trace',
    monitorType: textOf(predicate.get('monitor').get('type')),
    hostId: textOf(watched.get('hostID')),
    processType: textOf(watched.get('type')),
    event: textOf(watched.get('event')),
    ...countsOf(predicate.get('monitorLog')),
    ...timesOf(predicate.optional('metadata')),
  };
}

/** "At least one of process, network, and fileAccess must be present" (in-toto, Runtime Trace). */
function countsOf(log: Field): Pick<RuntimeTrace, 'processes' | 'connections' | 'files'> {
  const [processes, connections, files] = ['process', 'network', 'fileAccess'].map((key) => countOf(log.optional(key)));
  if (processes === undefined && connections === undefined && files === undefined) {
    throw log.wrong('a log of processes, connections or files');
  }
  return {
    ...(processes !== undefined && { processes }),
    ...(connections !== undefined && { connections }),
    ...(files !== undefined && { files }),
  };
}

function countOf(list: Field | undefined): number | undefined {
  return list?.items(MAX_EVENTS).length;
}

function timesOf(metadata: Field | undefined): Pick<RuntimeTrace, 'startedAt' | 'finishedAt'> {
  const started = metadata?.optional('buildStartedOn');
  const finished = metadata?.optional('buildFinishedOn');
  return {
    ...(started && { startedAt: instantOf(started) }),
    ...(finished && { finishedAt: instantOf(finished) }),
  };
}
