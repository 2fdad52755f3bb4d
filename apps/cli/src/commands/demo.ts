import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import type { ReaderAnchors } from '#attestation';
import { readPack } from '#attestation';
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
import { parseTrustRule } from '#verification';

import { startStandalone, type StandaloneServer } from '../client/standalone-server.js';
import type { Context } from '../context.js';
import { attackYourself } from '../demo/attack.js';
import { sampleDemoWorld, workspaceDemoWorld, type DemoWorld } from '../demo/demo-world.js';
import { countStatuses, printCoverage } from '../demo/print-coverage.js';
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
import { writeFiles } from '../workspace/write-files.js';

export interface DemoOptions {
  readonly workspace?: string;
  readonly output: string;
  readonly port: string;
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
      : `your workspace: ${world.organization.name}`,
  );
  terminal.note('starting the server (API, worker, PostgreSQL, queue) …');
  const dataDir = join(options.output, '.server');
  await mkdir(dataDir, { recursive: true });
  const log = createWriteStream(join(dataDir, 'server.log'), { flags: 'a' });
  const server = await startStandalone({
    dataDir,
    port: Number(options.port),
    log: (line) => void log.write(`${line}\n`),
  });
  const stopped = stopOnSignal(server);
  try {
    const missed = await play(context, { server, world, output: options.output, now });
    if (missed > 0) return EXIT.notMet;
    if (options.exit === true) return EXIT.met;
    terminal.note(`serving at ${server.url} until Ctrl-C`);
    await Promise.race([server.ended, stopped]);
    return EXIT.met;
  } finally {
    await server.stop();
    log.end();
  }
}

/** Certificates carry whole seconds. */
function wholeSecond(now: Instant): Instant {
  return instantOfMilliseconds(Math.floor(millisecondsOf(now) / 1000) * 1000);
}

function stopOnSignal(server: StandaloneServer): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) globalThis.process.once(signal, () => resolve());
    void server.ended.then(resolve);
  });
}

interface Stage {
  readonly server: StandaloneServer;
  readonly world: DemoWorld;
  readonly output: string;
  readonly now: Instant;
}

async function play(context: Context, stage: Stage): Promise<number> {
  const { terminal } = context;
  const { server, world, now } = stage;
  const framework = packageFrameworks().current();
  const staff = await createOrganization(server, world);
  await submitEverything(staff, world, terminal);
  const status = await waitUntilSettled(staff.administrator, terminal);
  terminal.note(`${status.settled} items have their verdict, ${status.quarantined} are in quarantine`);
  const others = world.products.flatMap(({ slug, releases }) =>
    releases.map(({ version }) => ({ product: slug, version })),
  );
  const coverage = await assess(staff.administrator, world.flagship);
  terminal.out(
    `\n${world.organization.synthetic ? 'SYNTHETIC  ' : ''}${world.flagship.product} ${world.flagship.version}: SSDF 1.1 coverage as of ${coverage.asOf}`,
  );
  terminal.out(
    `${coverage.artifacts} artifacts, ${coverage.populationSource} · SLSA Build L${coverage.slsaBuildLevel} · NIST sets no thresholds; these were adopted by ${framework.mapping.adoptedBy} on ${framework.mapping.adoptedOn}`,
  );
  printCoverage(terminal, framework.catalog, coverage.results);
  terminal.out(`\n${coverage.results.length} tasks: ${countStatuses(coverage.results)}`);
  await printOthers(context, staff, others, world);
  const files = await sign(staff, stage);
  const anchors = await anchorsOf(stage, files);
  terminal.out('\nAttacking all this:');
  const missed = await attackYourself({ staff, world, pack: files, anchors, framework, now }, terminal);
  printNextSteps(context, stage);
  return missed;
}

/** The other releases, a line each: the sample has every status somewhere. */
async function printOthers(
  context: Context,
  staff: Staff,
  releases: readonly { product: string; version: string }[],
  world: DemoWorld,
): Promise<void> {
  for (const release of releases) {
    if (release.product === world.flagship.product && release.version === world.flagship.version) continue;
    const { results } = await assess(staff.administrator, release);
    context.terminal.out(`  ${`${release.product} ${release.version}`.padEnd(24)} ${countStatuses(results)}`);
  }
}

/** Issues the attestation and writes it, its key, its report and its pack. */
async function sign(staff: Staff, { world, output }: Stage): Promise<ReadonlyMap<string, Uint8Array>> {
  const input = {
    product: world.flagship.product,
    release: world.flagship.version,
    acceptStaleRoot: !world.organization.synthetic,
  };
  const { issueAttestation } = await staff.administrator.graphql<{ issueAttestation: { digest: string } }>(
    'mutation ($input: IssueAttestationInput!) { issueAttestation(input: $input) { digest } }',
    { input },
  );
  const address = `/v1/attestations/${issueAttestation.digest}`;
  const bundle = await staff.administrator.download(address);
  const files = await untar(await staff.administrator.download(`${address}/pack`));
  const { pack } = readPack(files);
  const report = pack?.documents.find(({ name }) => name === 'report.html');
  if (pack === undefined || report === undefined)
    throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'the pack that was just issued cannot be read');
  await mkdir(output, { recursive: true });
  await rm(join(output, 'pack'), { recursive: true, force: true });
  await writeFile(join(output, 'attestation.sigstore.json'), bundle);
  await writeFile(join(output, 'attestation.pub'), pack.publicKey);
  await writeFile(join(output, 'report.html'), report.bytes);
  await writeFiles(join(output, 'pack'), files);
  return files;
}

/** What a buyer would hold from elsewhere; here it is written beside the pack so that the command below works as it stands. */
async function anchorsOf({ output }: Stage, files: ReadonlyMap<string, Uint8Array>): Promise<ReaderAnchors> {
  const { pack } = readPack(files);
  if (pack === undefined)
    throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'the pack that was just issued cannot be read');
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

function printNextSteps({ terminal }: Context, { server, world, output }: Stage): void {
  const folder = relative('.', output) || '.';
  const artifact = '<one of the release’s files>';
  terminal.out(`
Written to ${folder}/: attestation.sigstore.json, attestation.pub, report.html, pack/, anchors/

Now you. Edit anything in ${folder}/pack and run:
  npx aver replay ${folder}/pack ${world.trustRoots.map(({ name }) => `--trusted-root ${folder}/anchors/${name}.trusted_root.json`).join(' ')} \\
    --signer ${folder}/anchors/signer.pub --rules ${folder}/anchors/rules.json
(anchors/ stands for what a buyer holds from elsewhere; anchors that came with the pack prove nothing.)

Check the signature with cosign 3:
  cosign verify-blob-attestation --key ${folder}/attestation.pub --type https://averment.dev/predicate/ssdf-assessment/v1 \\
    --insecure-ignore-tlog --bundle ${folder}/attestation.sigstore.json ${artifact}

Ask in GraphQL: ${server.url}/graphiql`);
}
