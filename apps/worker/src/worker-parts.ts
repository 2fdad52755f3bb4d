import type { Doorbell, OutboxRelay, UseCases } from '#application';

/** Where the worker writes what an operator should know. */
export interface WorkerLog {
  info(event: string, fields?: Readonly<Record<string, string | number>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, string | number>>): void;
}

/** What a worker is composed of; made by the process. */
export interface WorkerParts {
  readonly useCases: UseCases;
  readonly doorbell: Doorbell;
  readonly relay: OutboxRelay;
  readonly logger: WorkerLog;
  /** How often everything held is read back. */
  readonly keepingIntervalHours?: number;
  /** How long running jobs may take to finish at shutdown. */
  readonly shutdownSeconds?: number;
}

/** Nest tokens of the parts, which are plain objects. */
export const UseCasesToken = Symbol('UseCases');
export const DoorbellToken = Symbol('Doorbell');
export const RelayToken = Symbol('OutboxRelay');
export const LogToken = Symbol('WorkerLog');
export const KeepingIntervalToken = Symbol('KeepingIntervalHours');
