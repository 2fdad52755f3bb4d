import pc from 'picocolors';

import { createOrganization, sampleDemoWorld, submitEverything, type DemoWorld, type Staff, type Terminal } from '#cli';
import { instantOfMilliseconds } from '#kernel';

import type { RunningServer } from '../support/running-server.js';

export interface SampleOrganization {
  readonly world: DemoWorld;
  readonly staff: Staff;
}

const SILENT: Terminal = {
  colour: pc.createColors(false),
  out: () => undefined,
  note: () => undefined,
  progress: () => ({ advance: () => undefined, done: () => undefined }),
};

/** The sample organization on a server, as the quickstart makes it: people, trust, releases, decisions, evidence; settled. */
export async function stockSample(server: RunningServer, slug?: string): Promise<SampleOrganization> {
  // The server judges by its own clock, so the sample has to be as old as that; certificates carry whole seconds.
  const sample = sampleDemoWorld(instantOfMilliseconds(Math.floor(Date.now() / 1000) * 1000));
  const world = slug === undefined ? sample : { ...sample, organization: { ...sample.organization, slug } };
  const staff = await createOrganization(server, world);
  await submitEverything(staff, world, SILENT);
  await server.settled(staff.administrator);
  return { world, staff };
}
