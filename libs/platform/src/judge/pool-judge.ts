import { Piscina } from 'piscina';

import {
  Judge,
  type Inquiries,
  type Inspection,
  type JudgedBy,
  type Judgement,
  type Topic,
  type Trust,
} from '#application';
import type { AssessmentInput, Evaluation, FrameworkTexts } from '#compliance';
import { AppError } from '#kernel';

import { Slots } from './slots.js';
import type { Reply, Task, TaskResults } from './task.js';

export interface PoolOptions {
  readonly threads: number;
  /** Heap of one thread. */
  readonly memoryMiB: number;
  /** For one task, from the moment it starts. */
  readonly deadlineSeconds: number;
  /** Where the thread's program is, when not beside this file. */
  readonly program?: { readonly filename: string; readonly execArgv: readonly string[] };
}

/** Fewer items than this are not worth a second thread. */
const LEAST_SHARE = 16;
const IDLE_MILLISECONDS = 60_000;

/** Judges in worker threads. A thread that dies or is late takes its batch with it, never the process. */
export class PoolJudge extends Judge {
  private readonly pool: Piscina<Task, Reply>;
  private readonly slots: Slots;

  constructor(private readonly options: PoolOptions) {
    super();
    this.slots = new Slots(options.threads);
    this.pool = new Piscina<Task, Reply>({
      filename: options.program?.filename ?? new URL('./judge.worker.js', import.meta.url).href,
      execArgv: [...(options.program?.execArgv ?? [])],
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: IDLE_MILLISECONDS,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMiB },
      env: {},
    });
    // a thread that dies while idle is replaced at the next task; one that dies at work rejects its task
    this.pool.on('error', () => undefined);
  }

  inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]> {
    return this.shared(items, (share) => this.run('inspect', { kind: 'inspect', items: share }));
  }

  judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]> {
    return this.shared(items, (share) => this.run('judge', { kind: 'judge', items: share, trust }));
  }

  evaluateEach(input: AssessmentInput, frameworks: readonly JudgedBy[]): Promise<readonly Evaluation[]> {
    return this.run('evaluate', { kind: 'evaluate', input, frameworks });
  }

  answer<T extends Topic>(
    topic: T,
    asked: Inquiries[T]['asked'],
    framework: FrameworkTexts,
  ): Promise<Inquiries[T]['answer']> {
    return this.run('answer', { kind: 'answer', topic, asked, framework });
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  /** One batch on as many threads as it is worth; results in the order of the items. */
  private async shared<T>(
    items: readonly Uint8Array[],
    run: (share: readonly Uint8Array[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const size = Math.max(LEAST_SHARE, Math.ceil(items.length / this.options.threads));
    const shares: Uint8Array[][] = [];
    for (let at = 0; at < items.length; at += size) shares.push(items.slice(at, at + size).map(ownBytes));
    return (await Promise.all(shares.map(run))).flat();
  }

  private async run<Kind extends keyof TaskResults>(
    kind: Kind,
    task: Task & { kind: Kind },
  ): Promise<TaskResults[Kind]> {
    const reply = await this.slots.use(() => this.runInThread(task));
    if (reply.kind === 'done') return reply.result as TaskResults[Kind];
    throw new AppError(reply.errorKind, reply.code, reply.message);
  }

  private async runInThread(task: Task): Promise<Reply> {
    const deadline = AbortSignal.timeout(this.options.deadlineSeconds * 1000);
    try {
      return await this.pool.run(task, { signal: deadline });
    } catch (cause) {
      if (deadline.aborted) throw this.late(task, cause);
      const message = `the thread that judged this ended before its time; ${afterwards(task)}`;
      throw new AppError('unavailable', 'JUDGE_FAILED', message, { cause });
    }
  }

  private late(task: Task, cause: unknown): AppError {
    const message = `judging took longer than ${this.options.deadlineSeconds} s; ${afterwards(task)}`;
    return new AppError('unavailable', 'JUDGE_TIMEOUT', message, { cause });
  }
}

/** Evidence is tried again by its job; a question only by whoever asked it. */
function afterwards({ kind }: Task): string {
  if (kind === 'answer') return 'ask about less, or let the operator raise AVERMENT_JUDGE_SECONDS';
  return kind === 'evaluate' ? 'it is tried again' : 'it is tried again, item by item';
}

/** A clone takes the whole buffer behind a view: a line of a large upload must not bring the upload with it. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
