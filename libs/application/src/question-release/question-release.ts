import type { AssessmentInput } from '#compliance';

import { requirePermission, type Actor } from '../actor.js';
import type { Inquiries, Ports, Topic } from '../ports/index.js';
import { readInput, type ReleaseMoment } from './read-input.js';

/** An answer, with the input that it follows from. */
export interface Answered<T extends Topic> {
  readonly input: AssessmentInput;
  readonly answer: Inquiries[T]['answer'];
}

/**
 * What can be asked about a release without keeping anything. Undefined where there is no such release, or no judgement
 * of it was kept by the `knownAt` that is asked for.
 */
export class QuestionRelease {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'judge' | 'frameworks' | 'blobs' | 'clock'>) {}

  /** @throws AppError forbidden; not-found CONTROL_UNKNOWN; conflict FRAMEWORK_CHANGED */
  explain(
    actor: Actor,
    moment: ReleaseMoment,
    { control }: { readonly control: string },
  ): Promise<Answered<'explanation'> | undefined> {
    return this.about(actor, moment, (input) => this.answer('explanation', { input, control }));
  }

  /** @throws AppError forbidden; not-found PROFILE_UNKNOWN; conflict FRAMEWORK_CHANGED */
  plan(
    actor: Actor,
    moment: ReleaseMoment,
    { profile }: { readonly profile: string },
  ): Promise<Answered<'plan'> | undefined> {
    return this.about(actor, moment, (input) =>
      this.answer('plan', { input, profile: this.ports.frameworks.profile(profile) }),
    );
  }

  /** @throws AppError forbidden; invalid SAMPLE_SIZE, SAMPLE_SEED, SAMPLE_EMPTY; conflict FRAMEWORK_CHANGED */
  sample(
    actor: Actor,
    moment: ReleaseMoment,
    draw: { readonly size: number; readonly seed: string },
  ): Promise<Answered<'sample'> | undefined> {
    return this.about(actor, moment, (input) => this.answer('sample', { input, ...draw }));
  }

  /** Two releases, or one at two moments. @throws AppError forbidden; conflict FRAMEWORK_CHANGED */
  async compare(
    actor: Actor,
    moments: { readonly from: ReleaseMoment; readonly to: ReleaseMoment },
  ): Promise<Inquiries['comparison']['answer'] | undefined> {
    const from = await this.inputOf(actor, moments.from);
    const to = from && (await this.inputOf(actor, moments.to));
    return from && to && this.answer('comparison', { from, to });
  }

  private async about<T extends Topic>(
    actor: Actor,
    moment: ReleaseMoment,
    ask: (input: AssessmentInput) => Promise<Inquiries[T]['answer']>,
  ): Promise<Answered<T> | undefined> {
    const input = await this.inputOf(actor, moment);
    return input && { input, answer: await ask(input) };
  }

  private answer<T extends Topic>(topic: T, asked: Inquiries[T]['asked']): Promise<Inquiries[T]['answer']> {
    return this.ports.judge.answer(topic, asked, this.ports.frameworks.current().texts);
  }

  private async inputOf(actor: Actor, moment: ReleaseMoment): Promise<AssessmentInput | undefined> {
    requirePermission(actor, 'report:read');
    return readInput(this.ports, actor, { moment, framework: this.ports.frameworks.current() });
  }
}
