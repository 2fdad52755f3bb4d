import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { ASSESSMENT_PREDICATE_TYPE, readPack, type Pack, type ReaderAnchors } from '#attestation';
import type { AssessmentInput } from '#compliance';
import {
  AppError,
  canonicalJson,
  fromUtf8,
  instantOfMilliseconds,
  millisecondsOf,
  PublicKey,
  toUtf8,
  type Instant,
} from '#kernel';
import { packageFrameworks, SystemClock } from '#platform';
import { visibleText } from '#reporting';
import { parseTrustRule } from '#verification';

import type { ApiClient } from '../client/api-client.js';
import { startStandalone, untilStopped, type StandaloneServer } from '../client/standalone-server.js';
import type { Context } from '../context.js';
import { attackYourself } from '../demo/attack.js';
import { sampleDemoWorld, workspaceDemoWorld, type DemoWorld } from '../demo/demo-world.js';
import { countStatuses, printCoverage, printBeside } from '../demo/print-coverage.js';
import {
  assess,
  createOrganization,
  submitEverything,
  waitUntilSettled,
  type Staff,
} from '../demo/stock-organization.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { loadWorkspace } from '../workspace/load-workspace.js';
import { untar } from '../workspace/read-pack-files.js';
import type { Terminal } from '../terminal/terminal.js';
import { writeFiles, writeIssued } from '../workspace/write-files.js';

export interface DemoOptions {
  readonly workspace?: string;
  readonly output: string;
  readonly port: number;
  readonly exit?: boolean;
}

/** `aver demo`: the whole main path on this machine, from evidence to a signed assessment that a stranger can replay. */
export async function demo(context: Context, options: DemoOptions): Promise<ExitCode> {
  const { terminal } = context;
  const now = wholeSecond(new SystemClock().now());
  const world =
    options.workspace === undefined ? sampleDemoWorld(now) : workspaceDemoWorld(await loadWorkspace(options.workspace));
  terminal.note(
    world.organization.synthetic
      ? 'SYNTHETIC: a made-up organization; nothing here is about real software'
      : `your workspace: ${visibleText(world.organization.name)}`,
  );
  const { server, closeLog } = await start(terminal, options);
  const stopped = untilStopped(server);
  try {
    const stage = { server, world, output: options.output, now };
    const missed = await Promise.race([play(context, stage), stopped.then(interrupted)]);
    if (missed > 0) return EXIT.notMet;
    if (options.exit === true) return EXIT.met;
    terminal.note(`serving at ${server.url} until Ctrl-C`);
    await stopped;
    return EXIT.met;
  } finally {
    stopped.catch(() => undefined);
    await server.stop();
    closeLog();
  }
}

/** The server with its data and its log below the output folder. */
async function start(terminal: Terminal, { output, port }: DemoOptions) {
  terminal.note('starting the server (API, worker, PostgreSQL, queue) …');
  const dataDir = join(output, '.server');
  await mkdir(dataDir, { recursive: true });
  const log = createWriteStream(join(dataDir, 'server.log'), { flags: 'a' });
  const server = await startStandalone({ dataDir, port, log: (line) => void log.write(`${line}\n`) });
  return { server, closeLog: () => void log.end() };
}

function interrupted(): never {
  throw new AppError('unavailable', 'INTERRUPTED', 'stopped before the end; run it again, nothing is lost');
}

/** Certificates carry whole seconds. */
function wholeSecond(now: Instant): Instant {
  return instantOfMilliseconds(Math.floor(millisecondsOf(now) / 1000) * 1000);
}

interface Stage {
  readonly server: StandaloneServer;
  readonly world: DemoWorld;
  readonly output: string;
  readonly now: Instant;
}

/** Returns how many attacks got through. */
async function play(context: Context, stage: Stage): Promise<number> {
  const { terminal } = context;
  const { server, world, now } = stage;
  const staff = await createOrganization(server, world);
  await submitEverything(staff, world, terminal);
  const status = await waitUntilSettled(staff.administrator, terminal);
  terminal.note(`${status.settled} items have their verdict, ${status.quarantined} are in quarantine`);
  await showCoverage(terminal, staff, world);
  const files = await sign(terminal, staff, stage);
  const anchors = await anchorsOf(stage, files);
  terminal.out('\nAttacking all this:');
  const framework = packageFrameworks().current();
  const missed = await attackYourself({ staff, world, pack: files, anchors, framework, now }, terminal);
  printNextSteps(terminal, stage, ownPack(files));
  return missed;
}

/** The flagship task by task; the other releases in a line each, since the sample has every status somewhere. */
async function showCoverage(terminal: Terminal, { administrator }: Staff, world: DemoWorld): Promise<void> {
  const { catalog, mapping } = packageFrameworks().current();
  const { flagship, organization } = world;
  const coverage = await assess(administrator, flagship);
  const { artifacts, populationSource, slsaBuildLevel, results, asOf } = coverage;
  const name = visibleText(`${flagship.product} ${flagship.version}`);
  terminal.out(`\n${organization.synthetic ? 'SYNTHETIC  ' : ''}${name}: SSDF 1.1 coverage as of ${asOf}`);
  terminal.out(`${artifacts} artifacts, ${populationSource} · SLSA Build L${slsaBuildLevel}`);
  printBeside(
    terminal,
    '',
    `NIST sets no thresholds; these were adopted by ${mapping.adoptedBy} on ${mapping.adoptedOn}.`,
  );
  terminal.out('');
  printCoverage(terminal, catalog, results);
  terminal.out('');
  printBeside(terminal, `${results.length} tasks: `, countStatuses(results));
  for (const release of otherReleases(world)) {
    const other = await assess(administrator, release);
    const title = visibleText(`${release.product} ${release.version}`).padEnd(OTHER_WIDTH);
    printBeside(terminal, `${title}  `, countStatuses(other.results));
  }
}

const OTHER_WIDTH = 22;

function otherReleases({ products, flagship }: DemoWorld) {
  return products
    .flatMap(({ slug, releases }) => releases.map(({ version }) => ({ product: slug, version })))
    .filter(({ product, version }) => product !== flagship.product || version !== flagship.version);
}

/** Issues the attestation and writes it, its key, its report and its pack. */
async function sign(
  terminal: Terminal,
  staff: Staff,
  { world, output }: Stage,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const address = `/v1/attestations/${await issue(terminal, staff.administrator, world.flagship)}`;
  const bundle = await staff.administrator.download(address);
  const files = await untar(await staff.administrator.download(`${address}/pack`));
  const pack = ownPack(files);
  const report = pack.documents.find(({ name }) => name === 'report.html');
  if (report === undefined) throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'our own pack has no report');
  await writeIssued(output, { bundle, publicKey: pack.publicKey, reportHtml: report.bytes, pack: files });
  return files;
}

/** A trust root past its expiry is accepted by the explicit word only, and the word is said aloud. */
async function issue(terminal: Terminal, administrator: ApiClient, flagship: DemoWorld['flagship']): Promise<string> {
  const { product, version: release } = flagship;
  try {
    return await issueAttestation(administrator, { product, release });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'TRUST_ROOT_STALE')) throw error;
    terminal.note(`note: ${visibleText(error.message)}`);
    terminal.note('signing all the same; the statement and the report say that a stale trust root was accepted');
    return issueAttestation(administrator, { product, release, acceptStaleRoot: true });
  }
}

async function issueAttestation(administrator: ApiClient, input: Readonly<Record<string, unknown>>): Promise<string> {
  const query = 'mutation ($input: IssueAttestationInput!) { issueAttestation(input: $input) { digest } }';
  const answer = await administrator.graphql<{ issueAttestation: { digest: string } }>(query, { input });
  return answer.issueAttestation.digest;
}

function ownPack(files: ReadonlyMap<string, Uint8Array>): Pack {
  const { pack } = readPack(files);
  if (pack !== undefined) return pack;
  throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'the pack that was just issued cannot be read');
}

/** What a buyer would hold from elsewhere; here it is written beside the pack so that the command below works as it stands. */
async function anchorsOf({ output }: Stage, files: ReadonlyMap<string, Uint8Array>): Promise<ReaderAnchors> {
  const pack = ownPack(files);
  const framework = packageFrameworks().current();
  const rules = (JSON.parse(fromUtf8(pack.rules)) as readonly unknown[]).map(parseTrustRule);
  const folder = join(output, 'anchors');
  await rm(folder, { recursive: true, force: true });
  await writeFiles(
    folder,
    new Map([
      ...pack.trustRoots.map(({ name, bytes }) => [`${name}.trusted_root.json`, bytes] as const),
      ['rules.json', toUtf8(canonicalJson(rules))],
      ['signer.pub', pack.publicKey],
    ]),
  );
  return {
    signerKey: PublicKey.fromPem(fromUtf8(pack.publicKey)),
    trustRoots: pack.trustRoots,
    rules,
    catalog: framework.catalogBytes,
    mapping: framework.mappingBytes,
  };
}

function printNextSteps(terminal: Terminal, { server, output }: Stage, pack: Pack): void {
  const folder = visibleText(relative('.', output) || '.');
  const roots = pack.trustRoots.map(
    ({ name }) => `--trusted-root ${folder}/anchors/${name}.trusted_root.json \\\n    `,
  );
  terminal.out(`
Written to ${folder}/:
  attestation.sigstore.json, attestation.pub, report.html, pack/, anchors/

Now you. Edit anything in ${folder}/pack and run:
  npx aver replay ${folder}/pack \\
    --signer ${folder}/anchors/signer.pub \\
    ${roots.join('')}--rules ${folder}/anchors/rules.json
(anchors/ stands for what a buyer holds from elsewhere;
anchors that came with the pack prove nothing.)

Check the signature with cosign 3:
  cosign verify-blob-attestation --key ${folder}/attestation.pub \\
    --type ${ASSESSMENT_PREDICATE_TYPE} \\
    --insecure-ignore-tlog --bundle ${folder}/attestation.sigstore.json \\
    ${subjectOptions(pack)}

Ask in GraphQL: ${server.url}/graphiql`);
}

/** One subject by its digest, so that the command works as it stands. */
function subjectOptions({ input }: Pack): string {
  const { population } = JSON.parse(fromUtf8(input)) as AssessmentInput;
  const [algorithm, digest] = population.artifacts[0]?.digests[0]?.split(':') ?? [];
  return digest === undefined ? 'FILE' : `--digestAlg ${algorithm ?? ''} --digest ${digest}`;
}
