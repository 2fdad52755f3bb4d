import pc from 'picocolors';

import { createOrganization, sampleDemoWorld, submitEverything, type DemoWorld, type Staff, type Terminal } from '#cli';
import { instantOfMilliseconds, type Instant } from '#kernel';

import { TestClient, type RunningServer } from '../support/running-server.js';

export interface SampleOrganization {
  readonly world: DemoWorld;
  readonly staff: Staff;
  /** A machine that may send and read evidence, and nothing else. */
  readonly pipeline: TestClient;
  /** When the sample was made. */
  readonly now: Instant;
}

const SILENT: Terminal = {
  colour: pc.createColors(false),
  out: () => undefined,
  note: () => undefined,
  progress: () => ({ advance: () => undefined, done: () => undefined }),
};

/** The sample organization on a server, as the quickstart makes it: people, trust, releases, decisions, evidence; settled. */
export async function stockSample(server: RunningServer): Promise<SampleOrganization> {
  // The server judges by its own clock, so the sample has to be as old as that; certificates carry whole seconds.
  const now = instantOfMilliseconds(Math.floor(Date.now() / 1000) * 1000);
  const world = sampleDemoWorld(now);
  const staff = await createOrganization(server, world);
  await submitEverything(staff, world, SILENT);
  await server.settled(staff.administrator);
  return { world, staff, now, pipeline: new TestClient(server.url, await pipelineToken(staff)) };
}

async function pipelineToken({ administrator }: Staff): Promise<string> {
  const permissions = ['evidence:write', 'evidence:read'];
  const { issueToken } = await administrator.graphql<{ issueToken: { token: string } }>(
    'mutation ($input: IssueTokenInput!) { issueToken(input: $input) { token } }',
    { input: { principalKind: 'machine', principalName: 'another pipeline', permissions } },
  );
  return issueToken.token;
}
