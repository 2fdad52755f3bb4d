import type { RuntimeTrace } from '#evidence';

/** What a monitor saw of one process. A count that is absent was not watched, which is not the same as none. */
export interface RuntimeTraceClaim {
  readonly kind: 'runtime-trace';
  readonly monitorType: string;
  readonly processType: string;
  readonly event: string;
  readonly processes?: number;
  readonly connections?: number;
  readonly files?: number;
}

export function claimOfRuntimeTrace(predicate: RuntimeTrace): RuntimeTraceClaim {
  const { kind, monitorType, processType, event, processes, connections, files } = predicate;
  return {
    kind,
    monitorType,
    processType,
    event,
    ...(processes !== undefined && { processes }),
    ...(connections !== undefined && { connections }),
    ...(files !== undefined && { files }),
  };
}
