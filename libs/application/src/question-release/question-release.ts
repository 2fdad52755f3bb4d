import type { AssessmentInput, LoadedProfile } from '#compliance';
import { AppError, toUtf8 } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { Inquiries, Ports, Topic } from '../ports/index.js';
import { readInput, type ReleaseMoment } from './read-input.js';

/** An answer, with the input that it follows from. */
export interface Answered<T extends Topic> {
  readonly input: AssessmentInput;
  readonly answer: Inquiries[T]['answer'];
}

type Ask<T extends Topic> = (topic: T, asked: Inquiries[T]['asked']) => Promise<Inquiries[T]['answer']>;

/** By id, or in YAML. */
export interface ProfileChoice {
  readonly profile?: string;
  readonly profileText?: string;
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
    return this.about(actor, moment, (ask, input) => ask('explanation', { input, control }));
  }

  /**
   * By the framework of the profile's catalog.
   * @throws AppError forbidden; invalid PROFILE_AMBIGUOUS; not-found PROFILE_UNKNOWN, FRAMEWORK_NOT_STANDING; conflict
   * FRAMEWORK_CHANGED; ParseError PROFILE_INVALID, …
   */
  async plan(actor: Actor, moment: ReleaseMoment, profile: ProfileChoice): Promise<Answered<'plan'> | undefined> {
    requirePermission(actor, 'report:read');
    const named = this.profileOf(profile);
    return this.about(actor, { ...moment, framework: named.catalog }, (ask, input) =>
      ask('plan', { input, profile: named }),
    );
  }

  /** @throws AppError forbidden; invalid SAMPLE_SIZE, SAMPLE_SEED, SAMPLE_EMPTY; conflict FRAMEWORK_CHANGED */
  sample(
    actor: Actor,
    moment: ReleaseMoment,
    draw: { readonly size: number; readonly seed: string },
  ): Promise<Answered<'sample'> | undefined> {
    return this.about(actor, moment, (ask, input) => ask('sample', { input, ...draw }));
  }

  /**
   * Two releases, or one at two moments or by two frameworks: any that has a mapping.
   * @throws AppError forbidden; not-found FRAMEWORK_UNKNOWN; conflict FRAMEWORK_CHANGED
   */
  async compare(
    actor: Actor,
    moments: { readonly from: ReleaseMoment; readonly to: ReleaseMoment },
  ): Promise<Inquiries['comparison']['answer'] | undefined> {
    requirePermission(actor, 'report:read');
    const from = await readInput(this.ports, actor, moments.from);
    const to = from && (await readInput(this.ports, actor, moments.to));
    if (from === undefined || to === undefined) return undefined;
    const asked = { from: from.input, to: to.input, toFramework: to.framework.texts };
    return this.ports.judge.answer('comparison', asked, from.framework.texts);
  }

  private profileOf({ profile, profileText }: ProfileChoice): LoadedProfile {
    if ((profile === undefined) === (profileText === undefined)) {
      throw new AppError('invalid', 'PROFILE_AMBIGUOUS', 'name a profile, or give the text of one of your own');
    }
    if (profileText === undefined) return this.ports.frameworks.profile(profile ?? '');
    return this.ports.frameworks.readProfile({ name: 'profile.yaml', bytes: toUtf8(profileText) });
  }

  private async about<T extends Topic>(
    actor: Actor,
    moment: ReleaseMoment,
    question: (ask: Ask<T>, input: AssessmentInput) => Promise<Inquiries[T]['answer']>,
  ): Promise<Answered<T> | undefined> {
    requirePermission(actor, 'report:read');
    standingFramework(this.ports.frameworks, moment.framework);
    const judged = await readInput(this.ports, actor, moment);
    if (judged === undefined) return undefined;
    const { input, framework } = judged;
    const ask: Ask<T> = (topic, asked) => this.ports.judge.answer(topic, asked, framework.texts);
    return { input, answer: await question(ask, input) };
  }
}
