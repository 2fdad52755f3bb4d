import { beforeEach, describe, expect, it } from '@jest/globals';

import { CheckpointClock, type Actor } from '#application';
import { AppError, fromUtf8, toUtf8 } from '#kernel';

import { artifact, manifest, organizationAtWork, ROOT, signature, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const ORDER = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
const at = withWorkplace([ROOT]);

/** A clock that answers what it is told, and remembers what it was shown. */
class ToldClock extends CheckpointClock {
  readonly shown: string[] = [];

  constructor(private readonly answer: () => Promise<Uint8Array>) {
    super();
  }

  stamp(note: Uint8Array): Promise<Uint8Array> {
    this.shown.push(fromUtf8(note));
    return this.answer();
  }
}

let ada: Actor;
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'));
  await at.current.settle();
});

/** What the statement of a draft says of the intake log. */
async function statedIntake(checkpointClock: CheckpointClock): Promise<unknown> {
  const { draftAttestation } = at.current.with({ checkpointClock });
  const { payload } = await draftAttestation.run(ada, ORDER);
  const statement = JSON.parse(fromUtf8(await at.current.ports.blobs.get(ada.organization, payload)));
  return statement.predicate.intake;
}

const latest = () => at.current.useCases.read.run(ada, 'report:read', ({ intake }) => intake.latestCheckpoint());

describe('a clock for intake checkpoints', () => {
  it('is shown the note that a statement names; what it says is kept with the checkpoint and stated', async () => {
    const clock = new ToldClock(() => Promise.resolve(toUtf8('a token')));
    const intake = await statedIntake(clock);
    const kept = await latest();
    expect(clock.shown).toEqual([kept?.note]);
    expect(kept?.timestamp).toEqual(toUtf8('a token'));
    expect(intake).toMatchObject({ checkpoint: kept?.note, timestamp: 'YSB0b2tlbg==' });
  });

  it('is asked once for each checkpoint', async () => {
    const clock = new ToldClock(() => Promise.resolve(toUtf8('a token')));
    expect(await statedIntake(clock)).toEqual(await statedIntake(clock));
    expect(clock.shown).toHaveLength(1);
  });

  it('that is away holds nobody up: the statement goes without, and the next one asks again', async () => {
    const away = new ToldClock(() => Promise.reject(new AppError('unavailable', 'TSA_UNREACHABLE', 'away')));
    expect(await statedIntake(away)).not.toHaveProperty('timestamp');
    const back = new ToldClock(() => Promise.resolve(toUtf8('a token')));
    expect(await statedIntake(back)).toHaveProperty('timestamp');
  });

  it('is not asked while evidence is received and sequenced', async () => {
    const clock = new ToldClock(() => Promise.resolve(toUtf8('a token')));
    await submit(at.current, ada, signature('app'));
    await at.current.with({ checkpointClock: clock }).sequenceIntake.run({ organization: ada.organization });
    expect(clock.shown).toEqual([]);
  });
});
