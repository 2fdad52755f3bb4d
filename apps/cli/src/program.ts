import { Command, CommanderError } from 'commander';

import { AppError } from '#kernel';
import { visibleText } from '#reporting';

import { assess, type AssessOptions } from './commands/assess.js';
import { attest, type AttestOptions } from './commands/attest.js';
import { demo, type DemoOptions } from './commands/demo.js';
import { init, type InitOptions } from './commands/init.js';
import { release, type ReleaseOptions } from './commands/release.js';
import { replay, type ReplayOptions } from './commands/replay.js';
import { serve } from './commands/serve.js';
import { submit } from './commands/submit.js';
import { verify, type VerifyOptions } from './commands/verify.js';
import type { Context } from './context.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.js';

type Make = (json: boolean) => Context;

/** Runs one command line; every way out is an exit code of the table. */
export async function run(argv: readonly string[], make: Make): Promise<ExitCode> {
  let exit: ExitCode = EXIT.met;
  const program = createProgram(make, (code) => (exit = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.met : EXIT.usage;
    report(error, make(false));
    return exitCodeOf(error);
  }
}

function report(error: unknown, { terminal }: Context): void {
  if (error instanceof AppError && error.kind !== 'internal') {
    terminal.note(`aver: ${visibleText(error.message)} (${error.code})`);
    return;
  }
  terminal.note(`aver: a bug of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

export function createProgram(make: Make, done: (code: ExitCode) => void): Command {
  const program = new Command('aver')
    .description('SSDF evidence: verify it, judge by it, sign the judgement, replay it anywhere.')
    .version('0.1.0')
    .option('--json', 'print results as JSON lines on stdout')
    .exitOverride()
    .showHelpAfterError('(see aver --help)');
  const context = () => make(program.opts<{ json?: boolean }>().json === true);
  const collect = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];

  program
    .command('verify')
    .description('show the verification ladder of evidence files, offline')
    .argument('<file...>')
    .option('--workspace <file>', 'take trust roots and rules from a workspace')
    .option('--rules <file>', 'trust rules, a JSON array')
    .option('--trusted-root <file>', 'a Sigstore trusted_root.json; default: the public-good root')
    .option('--artifact <file-or-digest>', 'what the evidence must be about')
    .option('--certificate-identity <identity>', 'expected identity, exactly')
    .option('--certificate-oidc-issuer <issuer>', 'expected issuer, exactly')
    .option('--key <file>', 'expected public key, PEM')
    .action(async (files: string[], options: VerifyOptions) => done(await verify(context(), files, options)));

  program
    .command('assess')
    .description('judge releases of a workspace against SSDF 1.1, offline')
    .argument('[product@version...]')
    .requiredOption('--workspace <file>')
    .option('--as-of <time>', 'RFC 3339; default: now')
    .action(async (names: string[], options: AssessOptions) => done(await assess(context(), names, options)));

  program
    .command('attest')
    .description('sign the assessment of a release with a key file, offline (AVERMENT_KEY_PASSPHRASE)')
    .argument('<product@version>')
    .requiredOption('--workspace <file>')
    .requiredOption('--key <file>', 'encrypted PKCS#8; made on first use')
    .option('--output <folder>', 'where to write', 'averment-attestation')
    .option('--accept-stale-root', 'sign although a trust root is past its expiry; the statement prints it')
    .action(async (name: string, options: AttestOptions) => done(await attest(context(), name, options)));

  program
    .command('replay')
    .description('recompute an attestation from its pack, offline: INTACT, CONSISTENT, ACCEPTED')
    .argument('<pack>', 'folder or .tar')
    .option('--trusted-root <file>', 'your own trust root; may be given several times', collect)
    .option('--signer <file>', 'the public key you expect, PEM, from elsewhere than the pack')
    .option('--rules <file>', 'your own trust rules, a JSON array')
    .option('--mapping <file>', 'your own mapping; default: this installation’s')
    .option('--catalog <file>', 'your own catalog; default: this installation’s')
    .action(async (pack: string, options: ReplayOptions) => done(await replay(context(), pack, options)));

  program
    .command('init')
    .description('make an organization on a server and print its first token, once (AVERMENT_OPERATOR_TOKEN)')
    .argument('<slug>')
    .requiredOption('--name <name>', 'display name')
    .requiredOption('--administrator <name>', 'the person who holds the first token')
    .action(async (slug: string, options: InitOptions) => done(await init(context(), slug, options)));

  program
    .command('serve')
    .description('run the standalone server: API, worker, PostgreSQL and queue in one')
    .action(async () => done(await serve(context())));

  program
    .command('submit')
    .description('send evidence to a server (AVERMENT_URL, AVERMENT_TOKEN)')
    .argument('<path...>')
    .action(async (paths: string[]) => done(await submit(context(), paths)));

  program
    .command('release')
    .description('name a release on a server and declare what it consists of')
    .argument('<product@version>')
    .option('--artifact <file>', 'a file of the release; may be given several times', collect)
    .option('--revision <commit>', 'the commit it was built from')
    .option('--product-name <name>')
    .action(async (name: string, options: ReleaseOptions) => done(await release(context(), name, options)));

  program
    .command('demo')
    .description('the whole main path on this machine, with a made-up organization or your own workspace')
    .option('--workspace <file>', 'your own evidence instead of the sample organization')
    .option('--output <folder>', 'where to write', 'averment-quickstart')
    .option('--port <port>', 'where to serve; 0 picks a free one', '0')
    .option('--exit', 'end instead of serving on')
    .action(async (options: DemoOptions) => done(await demo(context(), options)));

  return program;
}
