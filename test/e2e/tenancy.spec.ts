import 'reflect-metadata';

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';

import { CONTROLLERS } from '#api';
import { digestOf, fromUtf8, toUtf8, type Digest } from '#kernel';

import { withServer, type TestClient } from '../support/running-server.js';
import { proposeLayer } from './adopted-layer.js';
import { verdictOf } from './controls.js';
import { issue } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';
import {
  ABSENT,
  LISTS,
  MAKING_MUTATIONS,
  NAMED_MUTATIONS,
  NAMED_QUERIES,
  PUBLIC_ROUTES,
  NAMED_ROUTES,
  OWN_ROUTES,
  WHOLES,
  type Known,
  type Probe,
} from './tenancy-probes.js';

const OTHER = 'glacier-works';
/** Reasons that speak of the thing asked for, as opposed to a query that is wrong in itself. */
const REFUSED = /_UNKNOWN$|^NOT_QUARANTINED$|^FOUR_EYES$/;

describe('an organization, to the token of another', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let known: Known;
  let stranger: TestClient;

  beforeAll(async () => {
    sample = await stockSample(server.current);
    known = await everythingOf(sample);
    stranger = await server.current.organization({ slug: OTHER });
    await stranger.submit(Buffer.from('{"of":"the other organization"}'));
    await server.current.settled(stranger);
  });

  describe('every door is tried', () => {
    const schema = buildSchema(readFileSync(fileURLToPath(new URL('../../schema.graphql', import.meta.url)), 'utf8'));
    const fieldsOf = (root: GraphQLObjectType | null | undefined) => Object.keys(root?.getFields() ?? {}).sort();

    it('each query and each mutation of the schema', () => {
      const queries = new Set([NAMED_QUERIES, LISTS, WHOLES].flatMap((table) => Object.keys(table)));
      expect([...queries].sort()).toEqual(fieldsOf(schema.getQueryType()));
      expect([...Object.keys(NAMED_MUTATIONS), ...MAKING_MUTATIONS].sort()).toEqual(fieldsOf(schema.getMutationType()));
    });

    it('each route that takes a name', () => {
      const named = routes().filter((route) => route.startsWith('v1/') && route.includes(':'));
      expect(Object.keys({ ...NAMED_ROUTES, ...OWN_ROUTES, ...PUBLIC_ROUTES }).sort()).toEqual(named.sort());
    });
  });

  it.each(Object.entries(NAMED_QUERIES))('answers %s as for something that does not exist', async (_, probe) => {
    expect(await asked(stranger, probe, known)).toEqual(await asked(stranger, probe, ABSENT));
    const owner = sample.staff.administrator;
    expect(await owner.graphql(probe.query, probe.variables(known))).not.toEqual(
      await owner.graphql(probe.query, probe.variables(ABSENT)),
    );
  });

  it.each(Object.entries(NAMED_MUTATIONS))('refuses %s as for something that does not exist', async (_, probe) => {
    const answer = await asked(stranger, probe, known);
    expect(answer).toEqual(await asked(stranger, probe, ABSENT));
    expect(answer).toMatchObject({ errors: [{ extensions: { reason: expect.stringMatching(REFUSED) } }] });
  });

  it.each(Object.entries(NAMED_ROUTES))(
    'answers GET %s with the same 404 as for something that does not exist',
    async (_, path) => {
      const answer = await fetched(stranger, path(known), known);
      expect(answer).toEqual(await fetched(stranger, path(ABSENT), ABSENT));
      expect(answer.status).toBe(404);
      expect((await sample.staff.administrator.download(path(known))).length).toBeGreaterThan(0);
    },
  );

  it.each(Object.entries(PUBLIC_ROUTES))('answers GET %s to nobody before it was published', async (_, path) => {
    const answer = await fetched(stranger, path(known), known);
    expect(answer).toEqual(await fetched(stranger, path(ABSENT), ABSENT));
    expect(answer.status).toBe(404);
  });

  it.each(Object.entries(LISTS))(
    'lists nothing of it in %s, from the start or from a stolen cursor',
    async (field, query) => {
      const cursor = await firstCursor(sample, field, query);
      for (const after of [undefined, cursor]) {
        const answer = await (await post(stranger, query, { after })).text();
        expect(namesIn(answer)).toEqual([]);
      }
    },
  );

  it.each(Object.entries(WHOLES))('shows nothing of it in %s', async (_, query) => {
    expect(namesIn(await (await post(stranger, query, {})).text())).toEqual([]);
  });

  it.each(Object.entries(OWN_ROUTES))('shows nothing of it at GET %s', async (_, path) => {
    const answer = await stranger.request(path);
    expect([answer.status, namesIn(await answer.text())]).toEqual([200, []]);
    const own = await sample.staff.administrator.download(path);
    expect(namesIn(Buffer.from(own).toString())).not.toEqual([]);
  });

  it('shares neither the log nor its checkpoint', async () => {
    const [theirs, ours] = await Promise.all(
      [sample.staff.administrator, stranger].map((client) => client.download('/v1/intake/checkpoint')),
    );
    expect(
      fromUtf8(ours ?? new Uint8Array())
        .split('\n')
        .slice(0, 2),
    ).toEqual([`averment.dev/intake/${OTHER}`, '1']);
    expect(fromUtf8(theirs ?? new Uint8Array())).not.toContain(OTHER);
  });

  it('cannot be made or entered with the token of an organization', async () => {
    const body = JSON.stringify({ slug: 'mine-too', name: 'Mine', administrator: 'Me' });
    const answer = await stranger.request('/v1/organizations', { method: 'POST', body, ...JSON_TYPE });
    expect(answer.status).toBe(401);
  });

  it('stays apart when both upload the same bytes', async () => {
    const file = sample.world.evidence.find(({ name }) => name.includes('scan'));
    const bytes = file?.bytes ?? new Uint8Array();
    const owner = sample.staff.administrator;
    const before = await owner.download(`/v1/evidence/${digestOf(bytes)}`);
    expect(await stranger.submit(bytes)).toMatchObject({ outcome: 'received' });
    await server.current.settled(stranger);
    expect(await owner.download(`/v1/evidence/${digestOf(bytes)}`)).toEqual(before);
    expect((await verdictOf(owner, digestOf(bytes)))?.outcome).toBe('verified');
    expect((await verdictOf(stranger, digestOf(bytes)))?.outcome).not.toBe('verified');
    expect(await indexOf(stranger, digestOf(bytes))).toBe(1);
    expect(await indexOf(owner, digestOf(bytes))).not.toBe(1);
  });

  /** The names of the other organization that an answer holds. */
  function namesIn(answer: string): readonly string[] {
    return [...Object.values<string>({ ...known }), sample.world.organization.slug].filter((name) =>
      answer.includes(name),
    );
  }
});

const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

function post(client: TestClient, query: string, variables: Readonly<Record<string, unknown>>): Promise<Response> {
  return client.request('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }), ...JSON_TYPE });
}

/** The whole answer, with what differs in every answer and what was asked for taken out. */
async function asked(client: TestClient, { query, variables }: Probe, names: Known): Promise<unknown> {
  const answer = await post(client, query, variables(names));
  return { status: answer.status, ...(JSON.parse(withoutNames(await answer.text(), names)) as object) };
}

async function fetched(client: TestClient, path: string, names: Known) {
  const answer = await client.request(path);
  const type = answer.headers.get('content-type');
  return { status: answer.status, type, body: withoutNames(await answer.text(), names) };
}

function withoutNames(text: string, names: Known): string {
  const longestFirst = Object.entries<string>({ ...names }).toSorted(([, a], [, b]) => b.length - a.length);
  const named = longestFirst.reduce((rest, [name, value]) => rest.replaceAll(value, `<${name}>`), text);
  return named.replace(/"requestId":"[^"]+"/g, '"requestId":""');
}

async function firstCursor({ staff }: SampleOrganization, field: string, query: string): Promise<string> {
  const answer = await staff.administrator.graphql<Record<string, { pageInfo: { endCursor: string | null } }>>(query);
  const cursor = answer[field]?.pageInfo.endCursor;
  if (!cursor) throw new Error(`the sample organization has nothing in ${field}`);
  return cursor;
}

async function indexOf(client: { download(path: string): Promise<Uint8Array> }, digest: Digest): Promise<number> {
  const proof = fromUtf8(await client.download(`/v1/evidence/${digest}/intake-proof`));
  return (JSON.parse(proof) as { readonly index: number }).index;
}

/** Paths as the controllers declare them. */
function routes(): readonly string[] {
  return CONTROLLERS.flatMap((controller) => {
    const base = String(Reflect.getMetadata('path', controller));
    const prototype = controller.prototype as unknown as Record<string, object>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const path: unknown = name === 'constructor' ? undefined : Reflect.getMetadata('path', prototype[name] ?? {});
      return typeof path === 'string' ? [`${base}/${path}`.replace(/^\/+|\/+$/g, '')] : [];
    });
  });
}

/** What an attestation was drafted as; something is stated over it, too. */
async function draftOf(
  client: SampleOrganization['staff']['administrator'],
  attestation: string,
): Promise<Pick<Known, 'draft' | 'report'>> {
  const words = 'I have read the assessment.';
  const input = {
    ...{ attestation, words, wordsShown: digestOf(toUtf8(words)), delegation: digestOf(toUtf8('I let you.')) },
    ...{ name: 'Robin Roe', title: 'CEO', authority: 'sole director' },
  };
  const state = 'mutation ($input: StateProducerStatementInput!) { stateProducerStatement(input: $input) { digest } }';
  await client.graphql(state, { input });
  const { attestation: found } = await client.graphql<{ attestation: { draft: { id: string; report: string } } }>(
    'query ($digest: Digest!) { attestation(digest: $digest) { draft { id report } } }',
    { digest: attestation },
  );
  return { draft: found.draft.id, report: found.draft.report };
}

/** One thing of each sort that the sample organization holds. */
async function everythingOf({ world, staff }: SampleOrganization): Promise<Known> {
  const { product, version } = world.flagship;
  const { digest: attestation, predicate } = await issue(staff.administrator, { product, release: version });
  const found = await staff.administrator.graphql<{
    readonly product: { readonly id: string };
    readonly release: { readonly id: string; readonly manifest: { readonly evidence: string } };
    readonly evidence: { readonly id: string; readonly subjects: readonly string[]; readonly submittedById: string };
    readonly apiTokens: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  }>(
    `query ($product: String!, $version: String!, $digest: Digest!) {
      product(slug: $product) { id }
      release(product: $product, version: $version) { id }
      evidence(digest: $digest) { id subjects submittedById }
      apiTokens { edges { node { id } } }
    }`,
    { product, version, digest: predicate.population.manifest },
  );
  return {
    digest: predicate.population.manifest ?? '',
    subject: found.evidence.subjects[0] ?? '',
    input: predicate.input,
    attestation,
    ...(await draftOf(staff.administrator, attestation)),
    product,
    version,
    productId: found.product.id,
    releaseId: found.release.id,
    evidenceId: found.evidence.id,
    tokenId: found.apiTokens.edges[0]?.node.id ?? '',
    ruleId: world.rules[0]?.id ?? '',
    principalId: staff.officerPrincipal,
    ...(await personOf(staff)),
    layerId: (await proposeLayer(staff)).id,
    compromise: await stateCompromise(staff),
  };
}

/** Who accepted an invitation, and is to bind the organization. */
async function personOf({
  administrator,
}: SampleOrganization['staff']): Promise<Pick<Known, 'personId' | 'email' | 'grantId'>> {
  const email = 'lee@sample.example';
  const { invitePerson } = await administrator.graphql<{ invitePerson: { token: string; person: { id: string } } }>(
    'mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { token person { id } } }',
    { input: { email, name: 'Lee Sample', roles: ['engineer'] } },
  );
  const { token, person } = invitePerson;
  await administrator.post(`/v1/invitations/${token}`, { password: 'a few plain words' });
  const { askToBind } = await administrator.graphql<{ askToBind: { id: string } }>(
    'mutation ($input: AskToBindInput!) { askToBind(input: $input) { id } }',
    { input: { person: person.id, delegation: digestOf(toUtf8('Lee signs for us.')) } },
  );
  return { personId: person.id, email, grantId: askToBind.id };
}

/** About somebody who has signed nothing here. */
async function stateCompromise({ administrator }: SampleOrganization['staff']): Promise<string> {
  const { stateCompromise: stated } = await administrator.graphql<{ stateCompromise: { digest: string } }>(
    'mutation ($input: CompromiseInput!) { stateCompromise(input: $input) { digest } }',
    {
      input: { kind: 'IDENTITY', name: 'nobody@nowhere.example', since: '2026-01-01T00:00:00.000Z', reason: 'stolen' },
    },
  );
  return stated.digest;
}
