import { AppError, instantOfMilliseconds, millisecondsOf, type Instant } from '#kernel';
import { packageFrameworks, SystemClock } from '#platform';
import { visibleText } from '#reporting';

import { untilStopped } from '../client/standalone-server.js';
import type { Context } from '../context.js';
import { attackYourself } from '../demo/attack.js';
import { sampleDemoWorld, workspaceDemoWorld, type DemoWorld } from '../demo/demo-world.js';
import { issueAndWrite } from '../demo/issue-attestation.js';
import { invitePeople } from '../demo/invite-people.js';
import { keepEvidence, printKept } from '../demo/keep-evidence.js';
import { openServer, type OpenServer } from '../demo/open-server.js';
import { printNextSteps } from '../demo/print-next-steps.js';
import { showCoverage } from '../demo/show-coverage.js';
import { submitEverything, waitUntilSettled } from '../demo/stock-organization.js';
import { writeAnchors } from '../demo/write-anchors.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Terminal } from '../terminal/terminal.js';
import { loadWorkspace } from '../workspace/load-workspace.js';

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
  const { server, staff, close } = await openServer(terminal, world, options);
  const stopped = untilStopped(server);
  try {
    const stage = { server, staff, world, output: options.output, now };
    const missed = await Promise.race([play(terminal, stage), stopped.then(interrupted)]);
    if (missed > 0) return EXIT.notMet;
    if (options.exit === true) return EXIT.met;
    terminal.note(`serving at ${server.url} until Ctrl-C`);
    await stopped;
    return EXIT.met;
  } finally {
    stopped.catch(() => undefined);
    await close();
  }
}

function interrupted(): never {
  throw new AppError('unavailable', 'INTERRUPTED', 'stopped before the end; run it again, nothing is lost');
}

/** Certificates carry whole seconds. */
function wholeSecond(now: Instant): Instant {
  return instantOfMilliseconds(Math.floor(millisecondsOf(now) / 1000) * 1000);
}

interface Stage extends Pick<OpenServer, 'server' | 'staff'> {
  readonly world: DemoWorld;
  readonly output: string;
  readonly now: Instant;
}

/** Returns how many attacks got through. */
async function play(terminal: Terminal, stage: Stage): Promise<number> {
  const { server, staff, world, output, now } = stage;
  await submitEverything(staff, world, terminal);
  const status = await waitUntilSettled(staff.administrator, terminal);
  terminal.note(`${status.settled} items have their verdict, ${status.quarantined} are in quarantine`);
  printKept(terminal, await keepEvidence(staff.pipeline));
  await waitUntilSettled(staff.administrator);
  await showCoverage(terminal, staff.administrator, world);
  const { files, pack } = await issueAndWrite(terminal, staff.administrator, { flagship: world.flagship, output });
  const anchors = await writeAnchors(output, pack);
  terminal.out('\nAttacking all this:');
  const framework = packageFrameworks().current();
  const missed = await attackYourself({ staff, world, pack: files, anchors, framework, now }, terminal);
  const people = await invitePeople(staff.administrator);
  printNextSteps(terminal, pack, { output, url: server.url, organization: world.organization.slug, people });
  return missed;
}
