import type { Status } from '#compliance';
import { isSubjectDigest, toBase64, digestOf, type Instant } from '#kernel';
import type { SampleDecision } from '#sample-world';

import { ApiClient } from '../client/api-client.js';
import { concurrently } from '../client/concurrently.js';
import type { StandaloneServer } from '../client/standalone-server.js';
import type { Terminal } from '../terminal/terminal.js';
import type { DemoWorld } from './demo-world.js';

const UPLOADS_AT_ONCE = 8;
const POLL_MILLISECONDS = 150;

/** The people of the demo: one agrees, one asks, and a pipeline that only submits. */
export interface Staff {
  readonly administrator: ApiClient;
  readonly officer: ApiClient;
  readonly pipeline: ApiClient;
  readonly officerPrincipal: string;
}

/** Makes the organization, its people and its trust, over HTTP as anybody would. */
export async function createOrganization(
  server: Pick<StandaloneServer, 'url' | 'operatorToken'>,
  world: DemoWorld,
): Promise<Staff> {
  const operator = new ApiClient(server.url, server.operatorToken);
  const { organization } = world;
  const made = await operator.post<{ token: string }>('/v1/organizations', {
    ...organization,
    administrator: 'Kim Sample',
  });
  const administrator = new ApiClient(server.url, made.token);
  const officer = await issueToken(administrator, {
    kind: 'person',
    name: 'Robin Sample',
    permissions: ['evidence:write', 'evidence:read', 'report:read', 'policy:write'],
  });
  const pipeline = await issueToken(administrator, {
    kind: 'machine',
    name: 'ci-pipeline',
    permissions: ['evidence:write', 'evidence:read'],
  });
  for (const { name, bytes } of world.trustRoots) {
    await administrator.graphql('mutation ($input: AddTrustRootInput!) { addTrustRoot(input: $input) { digest } }', {
      input: { name, trustedRoot: toBase64(bytes) },
    });
  }
  for (const rule of world.rules) {
    await administrator.graphql('mutation ($rule: Json!) { putTrustRule(rule: $rule) { id } }', { rule });
  }
  return {
    administrator,
    officer: new ApiClient(server.url, officer.token),
    officerPrincipal: officer.principal,
    pipeline: new ApiClient(server.url, pipeline.token),
  };
}

async function issueToken(
  administrator: ApiClient,
  holder: { kind: string; name: string; permissions: readonly string[] },
) {
  const input = { principalKind: holder.kind, principalName: holder.name, permissions: holder.permissions, days: 7 };
  const { issueToken: issued } = await administrator.graphql<{
    issueToken: { token: string; record: { principal: string } };
  }>('mutation ($input: IssueTokenInput!) { issueToken(input: $input) { token record { principal } } }', { input });
  return { token: issued.token, principal: issued.record.principal };
}

/** Products, releases, declared manifests and decisions; then every piece of evidence, as its pipeline would send it. */
export async function submitEverything(staff: Staff, world: DemoWorld, terminal: Terminal): Promise<void> {
  for (const product of world.products) {
    await staff.pipeline.graphql('mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }', {
      input: { slug: product.slug, name: product.name },
    });
    for (const release of product.releases) {
      const name = { product: product.slug, version: release.version };
      await staff.pipeline.graphql('mutation ($input: CreateReleaseInput!) { createRelease(input: $input) { id } }', {
        input: name,
      });
      if (release.declared !== undefined) await declareManifest(staff, name, release.declared);
      for (const decision of release.decisions) await state(staff, decision);
    }
  }
  const bar = terminal.progress('uploading evidence', world.evidence.length);
  await concurrently(world.evidence, UPLOADS_AT_ONCE, async ({ bytes }) => {
    await staff.pipeline.submit(bytes);
    bar.advance();
  });
  bar.done();
}

async function declareManifest(
  staff: Staff,
  release: { readonly product: string; readonly version: string },
  declared: NonNullable<DemoWorld['products'][number]['releases'][number]['declared']>,
): Promise<void> {
  const artifacts = declared.artifacts.map(({ name, digests }) => ({ name, digests: digests.filter(isSubjectDigest) }));
  const revision = declared.revision === undefined ? {} : { revision: declared.revision };
  await staff.pipeline.graphql(
    'mutation ($input: DeclareManifestInput!) { declareManifest(input: $input) { digest } }',
    {
      input: { product: release.product, release: release.version, artifacts, ...revision },
    },
  );
}

async function state(staff: Staff, decision: SampleDecision): Promise<void> {
  const { scope } = decision;
  switch (decision.kind) {
    case 'human-evidence': {
      const { controls, statement, document, collected, validFrom, validUntil } = decision;
      await staff.administrator.graphql(
        'mutation ($input: HumanEvidenceInput!) { stateHumanEvidence(input: $input) { digest } }',
        {
          input: {
            scope,
            controls,
            statement,
            documentName: document.name,
            documentDigest: digestOf(document.bytes),
            collected,
            statedBy: staff.officerPrincipal,
            validFrom,
            validUntil,
          },
        },
      );
      return;
    }
    case 'waiver': {
      const { control, reason, compensatingControl, validUntil } = decision;
      await staff.administrator.graphql('mutation ($input: WaiverInput!) { waiveControl(input: $input) { digest } }', {
        input: { scope, control, reason, compensatingControl, validUntil, requestedBy: staff.officerPrincipal },
      });
      return;
    }
    case 'plan-of-action': {
      const { id, control, weakness, detectedOn, mitigation, milestones, due } = decision;
      const input = { scope, id, control, weakness, detectedOn, mitigation, milestones, due };
      await staff.administrator.graphql(
        'mutation ($input: PlanOfActionInput!) { statePlanOfAction(input: $input) { digest } }',
        { input },
      );
      return;
    }
    case 'not-applicable': {
      const { control, reason } = decision;
      await staff.administrator.graphql(
        'mutation ($input: NotApplicableInput!) { markNotApplicable(input: $input) { digest } }',
        {
          input: { scope, control, reason, requestedBy: staff.officerPrincipal },
        },
      );
    }
  }
}

interface IntakeStatus {
  readonly stored: number;
  readonly settled: number;
  readonly quarantined: number;
  readonly unsequenced: number;
  readonly pendingJobs: number;
}

/** Waits until every item has its verdict and its place in the intake log. */
export async function waitUntilSettled(client: ApiClient, terminal?: Terminal): Promise<IntakeStatus> {
  const first = await intakeStatus(client);
  const bar = terminal?.progress('verifying evidence', first.stored + first.settled + first.quarantined);
  let seen = 0;
  for (;;) {
    const status = await intakeStatus(client);
    const ended = status.settled + status.quarantined;
    bar?.advance(Math.max(0, ended - seen));
    seen = Math.max(seen, ended);
    if (status.stored === 0 && status.unsequenced === 0 && status.pendingJobs === 0) {
      bar?.done();
      return status;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

async function intakeStatus(client: ApiClient): Promise<IntakeStatus> {
  const query = '{ intakeStatus { stored settled quarantined unsequenced pendingJobs } }';
  return (await client.graphql<{ intakeStatus: IntakeStatus }>(query)).intakeStatus;
}

export interface CoverageRow {
  readonly control: string;
  readonly status: Status;
  readonly met: number;
  readonly of: number;
  readonly populationSource: string;
  readonly machine: string;
  readonly human: string;
  readonly explanation: string;
  readonly gaps: readonly { readonly need: string }[];
}

/** The judgement of one release, made now. */
export async function assess(client: ApiClient, release: { readonly product: string; readonly version: string }) {
  const query = `mutation ($product: String!, $version: String!) {
    assessRelease(product: $product, version: $version) {
      input asOf slsaBuildLevel populationSource artifacts
      results { control status met of populationSource machine human explanation gaps { need } }
    }
  }`;
  const { product, version } = release;
  return (
    await client.graphql<{
      assessRelease: {
        input: string;
        asOf: Instant;
        slsaBuildLevel: number;
        populationSource: string;
        artifacts: number;
        results: readonly CoverageRow[];
      };
    }>(query, { product, version })
  ).assessRelease;
}

/** What a release has by another framework, as it was judged last. */
export async function statusesBy(
  client: ApiClient,
  { product, version }: { readonly product: string; readonly version: string },
  framework: string,
): Promise<readonly { readonly status: Status }[]> {
  const query = `query ($product: String!, $version: String!, $framework: String!) {
    release(product: $product, version: $version) { assessment(framework: $framework) { results { status } } }
  }`;
  const { release } = await client.graphql<{
    release: { assessment: { results: readonly { status: Status }[] } | null } | null;
  }>(query, { product, version, framework });
  return release?.assessment?.results ?? [];
}
